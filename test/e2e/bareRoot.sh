# Runs a command in a root of its own, which holds what is named, the C library and nothing else: no compiler, no headers.
# In a mount namespace: unshare --map-root-user --mount sh bareRoot.sh EMPTY_FOLDER WORKING_FOLDER PATH... -- [NAME=VALUE...] COMMAND...
set -e
root=$1 folder=$2
shift 2

# The same at the same path, a link as a link.
put() {
  mkdir -p "$root${1%/*}"
  if [ -h "$1" ]; then
    [ -h "$root$1" ] || cp -P "$1" "$root$1"
  elif [ -d "$1" ]; then
    mkdir -p "$root$1"
    mount --rbind "$1" "$root$1"
  elif [ -e "$1" ]; then
    : >"$root$1"
    mount --bind "$1" "$root$1"
  fi
}

mount -t tmpfs none "$root"
for path in /bin /lib /lib64 /usr/lib64 /usr/lib/*-linux-gnu /usr/lib/ld-linux* /etc /proc /dev; do put "$path"; done
while [ "$1" != -- ]; do
  put "$1"
  shift
done
shift
exec chroot "$root" /usr/bin/env -C "$folder" "$@"
