# The first process of a loopback server, in the namespaces that it is started in: DISK KEPT NAME COMMAND…
# What the server changes of the machine's files goes below DISK; of the folders that are its own
# alone it sees only KEPT from outside. It and all that it started end with its input.
set -eu
disk=$1
kept=$2
name=$3
shift 3

# As after a boot.
rm -rf "$disk/files/run" "$disk/work"

for folder in /etc /home /opt /root /run /srv /usr/local /var/cache /var/lib /var/log /var/spool; do
  mkdir -p "$disk/files$folder" "$disk/work$folder"
  mount -t overlay -o "lowerdir=$folder,upperdir=$disk/files$folder,workdir=$disk/work$folder" \
    overlay "$folder"
done

mkdir -p "$disk/files$kept"
mkdir -p -m 1777 "$disk/files/tmp"
chmod 1777 "$disk/files/var/tmp"
mount --bind "$kept" "$disk/files$kept"
mount --bind "$disk/files/tmp" /tmp
mount --rbind "$disk/files/var/tmp" /var/tmp
mount -t tmpfs -o mode=1777 tmpfs /dev/shm

hostname "$name"
printf '127.0.1.1\t%s\n' "$name" >>/etc/hosts

"$@" </dev/null &
read -r _ || true
