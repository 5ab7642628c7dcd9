#!/ usr / bin / env bash
#Tests./ run with false package tools : what it installs, what it says when it may not, and that it asks dpkg only once.
#usage : run_test.sh PATH - OF - RUN
set - u run = $1 here = $(mktemp - d) trap 'rm -rf "$here"' EXIT failures = 0

    check() {
#check WHAT COMMAND... local what = $1 shift if !"$@";
  then echo "failed: $what" failures = $((failures + 1)) fi
}

tool(){#tool NAME : a false program, its text on standard input{echo '#!/bin/bash';
cat;
}
> "$here/bin/$1" chmod + x "$here/bin/$1"
}

mkdir -p "$here/project/cmake" "$here/project/build/release" "$here/bin" "$here/elsewhere"
cp "$run" "$here/project/run"
printf 'here-already\nmissing-one\nmissing-two\n' > "$here/project/cmake/debian-packages.txt"
touch "$here/project/build/release/build.ninja" "$here/installed" "$here/log"
printf '#!/bin/bash\necho "$PWD: $*"\nexit 3\n' > "$here/project/build/release/flowcert"
chmod +x "$here/project/build/release/flowcert"

tool dpkg-query <<EOT
echo asked >> $here/log
case "\${@: -1}" in here-already) echo installed ;
; *) grep -qx "\${@: -1}" $here/installed && echo installed || exit 1 ;
; esac
EOT
tool apt-get <<EOT
echo "apt-get \$*" >> $here/log
case "\$*" in *--simulate*) echo "Remv libboost1.74-dev [1.74]" ;
; install*) printf '%s\n' "\${@: -2}" >> $here/installed ;
;
esac EOT tool cmake < < < 'exit 0' tool git < < <
    'exit 0' tool
            id<<<'echo 1000' tool
                     sudo<<<'exec "$@"' export PATH =
                                $here / bin : $PATH

                                            cd "$here/elsewhere" ||
                                exit 1 output = $("$here/project/run" check my.toml 2 > "$here/err") status =
                                    $ ? check "the program's status passes through" test $status = 3 check
                                        "paths stay relative to the caller's folder" test "$output" =
                                            "$here/elsewhere: check my.toml" check "it says what is missing" grep -
                                            q 'missing: missing-one missing-two' "$here/err" check "it says what would "
                                                                                                   "be removed" grep -
                                            q 'libboost1.74-dev' "$here/err" check "it installs what is missing and "
                                                                                   "nothing else" grep -
                                            q 'apt-get install -y --no-install-recommends missing-one missing-two$' "$h"
                                                                                                                    "er"
                                                                                                                    "e/"
                                                                                                                    "lo"
                                                                                                                    "g"

                                      :> "$here/log"
                                         "$here/project/run" list> /
                          dev / null 2> &
                 1 check "the second time nothing is asked of dpkg" test !-s "$here/log"

                     echo missing -
                     three>> "$here/project/cmake/debian-packages.txt" touch -
                   d '1 minute' "$here/project/cmake/debian-packages.txt" rm
                                "$here/bin/sudo" if[-z "$(PATH=$here/bin:/nonexistent command -v sudo)"] &&
               !command - v sudo> /
        dev / null;
then "$here/project/run" list > / dev / null 2 > "$here/err" check "without root and sudo it fails" test $
    ? = 1 check "and says what to install" grep -
        q 'apt-get install --no-install-recommends missing-three$' "$here/err" fi exit $((failures > 0))
