#!/bin/sh
# Writes the certificates of these tests again, after a case has changed or
# what a certificate holds: DETENTE=path/to/detente tests/renew.sh
set -eu
cd "$(dirname "$0")"
: "${DETENTE:=detente}"
certify() {
    file=$1
    shift
    # The exit code says whether there is a deal; here only a failure matters.
    "$DETENTE" solve "$@" --certificate "certificates/$file.json" >/dev/null || [ $? -ne 2 ]
}
worked=../../../cases
certify new-start "$worked/new-start-2020"
certify new-start-points "$worked/new-start-2020" --points
certify new-start-demands-final "$worked/new-start-2020" --scenario demands-final --points
certify new-start-new-administration "$worked/new-start-2020" --scenario new-administration --points
certify new-start-deferred "$worked/new-start-2020" --scenario verification-deferred --points --all
certify ukraine-assumed "$worked/ukraine-settlement" --scenario assumed-values --points
certify ukraine "$worked/ukraine-settlement"
certify european-enlargement "$worked/european-security-2022" --scenario enlargement-final
certify european-assumed "$worked/european-security-2022" --scenario assumed-values --points
certify harbour cases/harbour.toml --points
certify harbour-without-guild cases/harbour.toml --points --without guild
certify harbour-all cases/harbour.toml --points --all
certify quarry cases/quarry.toml --points
hold() {
    file=$1
    shift
    "$DETENTE" stability "$@" --certificate "certificates/$file.json" >/dev/null || [ $? -ne 2 ]
}
hold stability-elmira "$worked/elmira" --coalitions all
hold stability-cuba "$worked/cuba-1962" --scenario no-strike-undone
hold stability-january "$worked/january-2022" --state 0
# Every foresight, of a state on its own: what holds and what does not.
for state in 0 5; do
    hold "stability-weirs-$state" cases/weirs.toml --state "$state" --unknown all --strength priorities \
        --concepts nash,gmr,smr,seq,sym-seq,lh:1,lh:2,lh:3,simultaneous
done
hold stability-weirs-gap cases/weirs.toml --state 0 --strength 20 --concepts gmr,smr,seq,sym-seq
