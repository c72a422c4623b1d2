# Types each argument at the prompt of an interactive zsh in a terminal of its own, has all that is offered put there, and tells the lines.
# $CLOZE_COMPLETION: the script to try; $ZDOTDIR: where zsh may write.
zmodload zsh/zpty
start='
  PROMPT=""
  eval "$(<$CLOZE_COMPLETION)"
  zle -C all-matches complete-word _generic
  zstyle ":completion:all-matches::::" completer _all_matches _complete
  zstyle ":completion:all-matches:*" insert yes
  tell() { print -r -- "$BUFFER" >> $ZDOTDIR/told; BUFFER="" }
  zle -N tell
  bindkey "^Xa" all-matches "^Xt" tell
  ready() { print READY }
  zle -N zle-line-init ready
'
print -r -- $start > $ZDOTDIR/.zshrc
zpty shell zsh -i -d
# What is typed sooner is read by the terminal, which has keys of its own.
zpty -r -m shell shown '*READY*' || exit 1
for line in "$@"; do zpty -w -n shell "$line"$'\C-xa\C-xt'; done
zpty -w shell exit
while zpty -r shell shown; do :; done
cat $ZDOTDIR/told
