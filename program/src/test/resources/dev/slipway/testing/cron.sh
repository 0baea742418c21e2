# Runs cron in the mount namespace that it is started in: JOBS CRONTAB RUN TABLES
set -eu
mount --bind "$1" /etc/cron.d
mount --bind "$2" /etc/crontab
mount --bind "$3" "$(readlink -f /var/run)"
mount --bind "$4" /var/spool/cron/crontabs
exec cron -f
