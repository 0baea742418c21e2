#!/bin/sh
# The first start of a server: fetches Slipway and lets it bring the server up. What was printed until
# this ends goes into the object store, so that whoever waits for the server learns why it never came.
# usage: first-start.sh PROGRAM SHA256 OUTPUT aws [OPTION...]
#   PROGRAM  URL of Slipway's archive, s3://...
#   SHA256   its checksum
#   OUTPUT   URL for what was printed
#   aws ...  the command line of AWS, with where the object store is
set -eu
program=$1
sha256=$2
output=$3
shift 3

trap '"$@" s3 cp --only-show-errors /var/log/cloud-init-output.log "$output"' EXIT

mkdir -p /opt/slipway
mkdir -p -m 700 /etc/slipway
archive=$(mktemp)
"$@" s3 cp --only-show-errors "$program" "$archive"
echo "$sha256  $archive" | sha256sum --check --quiet
tar -xzf "$archive" -C /opt/slipway --strip-components=1
rm "$archive"
systemctl enable --now slipway-node.service
