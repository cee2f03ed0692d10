# Usage: bash collect.sh [FOLDER]; the folder is ./aws when none is given. Needs the AWS CLI, bash 4.4 and awk.
# It only reads. What was answered is not asked again: after an interruption, run it again. Then load it:
#   picks load FOLDER --case DIR

set -u
shopt -u patsub_replacement 2>/dev/null
if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 404)); then
  echo 'collect: bash 4.4 or newer is needed, as AWS CloudShell has it' >&2
  exit 1
fi
if ! command -v aws >/dev/null; then
  echo 'collect: there is no aws program; run this in AWS CloudShell' >&2
  exit 1
fi
export AWS_PAGER='' AWS_CLI_AUTO_PROMPT=off
export AWS_RETRY_MODE="${AWS_RETRY_MODE:-adaptive}" AWS_MAX_ATTEMPTS="${AWS_MAX_ATTEMPTS:-8}"
root=${1:-./aws}
at_once=8
work=$(mktemp -d) || exit 1
us=$'\x1f'
number=0
declare -A claimed=() answered=()
patient=()
command -v timeout >/dev/null && patient=(timeout 600)

# Puts a text into JSON: $quoted.
quote() {
  local s=$1
  s=${s//\\/\\\\}
  s=${s//\"/\\\"}
  s=${s//[[:cntrl:]]/ }
  quoted="\"$s\""
}

# The last part of an ARN or a URL, anything else as it stands: $short.
short() {
  short=$1
  case $1 in
    arn:* | https://*) if [[ $1 == */* ]]; then short=${1##*/}; else short=${1##*:}; fi ;;
  esac
}

# A value as it stands in a file's name: $part.
part() {
  local LC_ALL=C s i c
  short "$1"
  s=$short
  part=
  for ((i = 0; i < ${#s}; i++)); do
    c=${s:i:1}
    case $c in
      [A-Za-z0-9._-]) part+=$c ;;
      *)
        printf -v c '%d' "'$c"
        printf -v c '%%%02X' $((c & 255))
        part+=$c
        ;;
    esac
  done
  if ((${#part} > 120)); then
    c=$(printf %s "$1" | { sha256sum 2>/dev/null || shasum -a 256; })
    part="${part:0:120}~${c:0:16}"
  fi
}

# The texts and numbers at a path such as Reservations[].Instances[].InstanceId, from what the AWS CLI printed.
values() {
  LC_ALL=C awk -v want="$2" '
    {
      line = $0
      sub(/^[ \t]+/, "", line)
      sub(/,?[ \t\r]*$/, "", line)
      if (line ~ /^[]}]/) { depth--; next }
      key = ""
      if (depth > 0 && object[depth] && match(line, /^"([^"\\]|\\.)*": /)) {
        key = substr(line, 2, RLENGTH - 4)
        line = substr(line, RLENGTH + 1)
      }
      at = depth == 0 ? "" : !object[depth] ? path[depth] : path[depth] == "" ? key : path[depth] "." key
      if (line == "{") { object[++depth] = 1; path[depth] = at; next }
      if (line == "[") { object[++depth] = 0; path[depth] = at "[]"; next }
      if (at != want || line ~ /^[[{tfn]/) next
      if (line ~ /^"/) {
        line = substr(line, 2, length(line) - 2)
        if (line ~ /\\[bfnrtu]/) next
        gsub(/\\"/, "\"", line)
        gsub(/\\\\/, "\\", line)
      }
      if (line != "" && !seen[line]++) print line
    }' "$1"
}

# Whether a list of words has a word.
among() { [[ " $2 " == *" $1 "* ]]; }

# Makes one call: number, command, codes of absence, subject, region it is kept under, region it is asked in, options.
make() {
  local n=$1 call=$2 absent=$3 subject=$4 kept=$5 asked=$6
  shift 6
  local option name value parameters='' file='' words prefix before line pause
  local -a arguments=()
  for option in "$@"; do
    name=${option%%=*} value=${option#*=}
    quote "$value"
    parameters+="${parameters:+,}\"$name\":$quoted"
    if [[ -z $value ]]; then arguments+=("--$name"); else arguments+=("--$name=$value"); fi
  done
  for name in $subject; do
    for option in "$@"; do
      if [[ ${option%%=*} == "$name" ]]; then
        part "${option#*=}"
        file+="${file:+,}$part"
      fi
    done
  done
  file="${kept:-global}/${call// /-}${file:+.$file}.json"
  prefix="{\"call\":\"$call\",\"parameters\":{$parameters},\"account\":\"$account\",${kept:+\"region\":\"$kept\",}"

  before=${answered[$prefix]-}
  if [[ -n $before && ($before == - || -e $folder/$before) ]]; then
    if [[ $before != - ]]; then printf "%s$us" "$kept" "$asked" "$before" "$@" >"$work/$n.made"; fi
    return
  fi

  local outcome=failed code='' message='' out="$work/$n.out" err="$work/$n.err"
  for option in "$@"; do
    case ${option#*=} in
      [Ff][Ii][Ll][Ee]://* | [Ff][Ii][Ll][Ee][Bb]://*) message="not asked: the AWS CLI would open ${option#*=}" ;;
    esac
  done
  if [[ -z $message ]]; then
    read -r -a words <<<"$call"
    for pause in 5 30 0; do
      if "${patient[@]}" aws "${words[@]}" "${arguments[@]}" "--region=$asked" "${profile[@]}" --output=json \
        >"$out" 2>"$err" </dev/null; then
        outcome=ok code='' message=''
        if grep -q '[^[:space:]]' "$out" && ! { head -c 1 "$out" | grep -q '{' && tail -n 1 "$out" | grep -q '}$'; }; then
          outcome=failed message='the AWS CLI printed something else than one JSON object'
        fi
        break
      fi
      line=$(sed -nE "s/.*An error occurred \(([^)]+)\) when calling the [A-Za-z0-9_]+ operation( \(reached max retries: [0-9]+\))?: ?(.*)/\1$us\3/p" "$err" | head -n 1)
      if [[ -z $line ]]; then
        message=$(grep '[^[:space:]]' "$err" | tail -n 1 | sed -E 's/^[[:space:]]+|[[:space:]]+$//g')
        message=${message:-the AWS CLI failed}
        for line in "${signed_out[@]}"; do
          if [[ $message == *"$line"* ]]; then
            printf '%s\n' "$message" >"$work/expired"
            return
          fi
        done
        break
      fi
      code=${line%%"$us"*} message=${line#*"$us"}
      if among "$code" "$absent"; then
        outcome=absent
      elif among "$code" "$denied"; then
        outcome=denied
      elif among "$code" "$throttled" && ((pause > 0)); then
        sleep "$pause"
        continue
      elif among "$code" "$expired"; then
        printf '%s\n' "$message" >"$work/expired"
        return
      fi
      break
    done
  fi

  line="$prefix\"time\":\"$(date -u +%Y-%m-%dT%H:%M:%SZ)\",\"outcome\":\"$outcome\""
  if [[ $outcome == ok ]] && grep -q '[^[:space:]]' "$out"; then
    mkdir -p "$folder/${file%%/*}"
    mv "$out" "$folder/$file"
    line+=",\"file\":\"$file\""
    printf "%s$us" "$kept" "$asked" "$file" "$@" >"$work/$n.made"
  fi
  if [[ -n $code ]]; then
    quote "$code"
    line+=",\"code\":$quoted"
  fi
  if [[ -n $message ]]; then
    quote "$message"
    line+=",\"message\":$quoted"
  fi
  printf '%s}\n' "$line" >"$work/$n.line"
}

# Starts a call when it was not made yet in this run: command, codes of absence, subject, kept, asked, options.
start() {
  local key
  printf -v key "%s$us" "$1" "$4" "${@:6}"
  if [[ -n ${claimed[$key]-} ]]; then return; fi
  claimed[$key]=1
  number=$((number + 1))
  while (($(jobs -rp | wc -l) >= at_once)); do wait -n; done
  make "$number" "$@" &
}

# Waits for the calls under way, and enters what they gave: the command, and the number of the first.
gather() {
  local n
  wait
  for ((n = $2; n <= number; n++)); do
    if [[ -e $work/$n.line ]]; then cat "$work/$n.line" >>"$folder/manifest.jsonl"; fi
    if [[ -e $work/$n.made ]]; then
      cat "$work/$n.made" >>"$work/${1// /-}.made"
      echo >>"$work/${1// /-}.made"
    fi
    rm -f "$work/$n."*
  done
  if [[ -e $work/expired ]]; then
    echo "collect: the credentials have run out: $(cat "$work/expired") Sign in again (aws sso login), then run this: it goes on" >&2
    exit 1
  fi
}

# Fills a template: $filled. Names of the call before stand in the array given.
fill() {
  local rest=$1 hole option
  filled=
  while [[ $rest == *'{'*'}'* ]]; do
    filled+=${rest%%'{'*}
    rest=${rest#*'{'}
    hole=${rest%%'}'*}
    rest=${rest#*'}'}
    case $hole in
      each) filled+=$each ;;
      account) filled+=$account ;;
      partition) filled+=$partition ;;
      region) filled+=$asked ;;
      lead) filled+=$lead ;;
      lead.bucket) filled+=$lead_bucket ;;
      lead.key) filled+=$lead_key ;;
      parent.*)
        for option in "${parent[@]:3}"; do
          if [[ ${option%%=*} == "${hole#parent.}" ]]; then filled+=${option#*=}; fi
        done
        ;;
    esac
  done
  filled+=$rest
}

# Whether a name is the lead's.
wanted() {
  local name
  short "$1"
  for name in "${names[@]}"; do
    if [[ $name == "$1" || $name == "$short" ]]; then return 0; fi
  done
  return 1
}

# An entry: command, where, the call before, the path of names, which of them (all, at most; always all; the lead's),
# codes of absence, subject, options.
entry() {
  local call=$1 where=$2 after=$3 path=$4 which=$5 absent=$6 subject=$7
  shift 7
  local first=$((number + 1)) each='' kept asked option found
  local -a parent=() options
  local -A count=() left=()
  printf 'collect: %s\n' "$call" >&2
  if [[ -z $after ]]; then
    local -a places=("$home")
    case $where in
      region) places=("${regions[@]}") ;;
      account) ;;
      *) places=("$where") ;;
    esac
    for asked in "${places[@]}"; do
      kept=
      if [[ $where == region ]]; then kept=$asked; fi
      options=()
      for option in "$@"; do
        fill "${option#*=}"
        options+=("${option%%=*}=$filled")
      done
      start "$call" "$absent" "$subject" "$kept" "$asked" "${options[@]}"
    done
  elif [[ -e $work/${after// /-}.made ]]; then
    while IFS=$us read -r -a parent <&3; do
      kept=${parent[0]} asked=${parent[1]}
      found=$(values "$folder/${parent[2]}" "$path")
      while IFS= read -r each; do
        if [[ -z $each ]] || { [[ $which == lead ]] && ! wanted "$each"; }; then continue; fi
        count["=$kept"]=$((${count["=$kept"]-0} + 1))
        if [[ $which != always ]] && ((${count["=$kept"]} > most)); then
          left["=$kept"]=$asked
          continue
        fi
        options=()
        for option in "$@"; do
          fill "${option#*=}"
          options+=("${option%%=*}=$filled")
        done
        start "$call" "$absent" "$subject" "$kept" "$asked" "${options[@]}"
      done <<<"$found"
    done 3< <(cat "$work/${after// /-}.made")
  fi
  gather "$call" "$first"
  for kept in "${!left[@]}"; do
    kept=${kept#=}
    printf '{"call":"%s","parameters":{},"account":"%s",%s"time":"%s","outcome":"failed","message":"only %s were asked about, and %s were not: see --most"}\n' \
      "$call" "$account" "${kept:+\"region\":\"$kept\",}" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$most" \
      "$((${count["=$kept"]} - most))" >>"$folder/manifest.jsonl"
  done
}

# Who asks, and of which account.
begin() {
  local name line
  home=${regions[0]-${lead_region:-${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region "${profile[@]}" || true)}}}}
  home=${home:-us-east-1}
  if ! aws sts get-caller-identity "--region=$home" "${profile[@]}" --output=json >"$work/who.json" 2>"$work/who.err"; then
    echo "collect: AWS does not say who is asking: $(grep . "$work/who.err" | tail -n 1). Sign in (aws configure, aws sso login)" >&2
    exit 1
  fi
  name=$(values "$work/who.json" Arn)
  IFS=: read -r _ partition _ _ account _ <<<"$name"
  folder=$root/$account
  mkdir -p "$folder" || exit 1
  if [[ -e $folder/manifest.jsonl ]]; then
    # A line that was cut off must not swallow the next.
    if [[ -n $(tail -c 1 "$folder/manifest.jsonl") ]]; then echo >>"$folder/manifest.jsonl"; fi
    while IFS= read -r line; do
      name=${line%%\"time\":*}
      case $line in
        *'"outcome":"failed"'* | *'"outcome":"denied"'*) answered[$name]= ;;
        *'"file":"'*)
          line=${line#*\"file\":\"}
          answered[$name]=${line%%\"*}
          ;;
        *'}') answered[$name]=- ;;
      esac
    done <"$folder/manifest.jsonl"
  fi
  if [[ -n ${refresh-} ]]; then answered=(); fi
  mkdir -p "$folder/global"
  mv "$work/who.json" "$folder/global/sts-get-caller-identity.json"
  printf '{"call":"sts get-caller-identity","parameters":{},"account":"%s","time":"%s","outcome":"ok","file":"%s"}\n' \
    "$account" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" global/sts-get-caller-identity.json >>"$folder/manifest.jsonl"
}

# Stopped: what is under way is let go, what was answered is entered.
stopped() {
  trap '' INT TERM
  local n
  for n in $(jobs -p); do kill "$n" 2>/dev/null; done
  wait 2>/dev/null
  for n in "$work"/*.line; do
    if [[ -e $n ]]; then cat "$n" >>"$folder/manifest.jsonl"; fi
  done
  exit 130
}
trap 'rm -rf "$work"' EXIT
trap stopped INT TERM
