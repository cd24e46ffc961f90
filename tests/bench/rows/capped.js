// A server that gives each connection 20 MiB/s: more connections are the only way to be faster.
'use strict';
const path = require('path');
const { once, inTurns, withSpread, advantage } = require('../lib/measure.js');

module.exports = async function capped(bench) {
    const size = bench.quick ? 128 : 512;
    const file = bench.fileOf(size * 1024 * 1024);
    const url = `http://127.0.0.1:${bench.ports.http}/capped/${path.basename(file)}`;
    const run = (command) => async () => {
        const facts = await once(command, { cwd: bench.place });
        bench.removeOutput();
        return facts;
    };
    const runs = await inTurns({
        ferry: run(bench.ferryCommand('download', '-o', 'out.ferry', url)),
        aria: run(['aria2c', '-q', '-x8', '-s8', '--file-allocation=none', '--allow-overwrite=true', '-d', bench.place, '-o', 'out.aria', url]),
    }, bench.quick ? 2 : 3);
    const speed = (list) => withSpread(list.map((r) => size / r.seconds));
    return [{ what: 'server capped at 20 MiB/s a connection, automatic segments', ours: `${speed(runs.ferry)} MiB/s`,
        theirs: `aria2c -x8 ${speed(runs.aria)} MiB/s`, value: advantage(runs.ferry, runs.aria), baseline: 0.95, goal: 1.0 }];
};
module.exports.title = 'capped connections';
