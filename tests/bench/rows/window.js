// The window as a person meets it, on a display of its own: how soon it is there, what it costs while nothing happens,
// and whether it stays fluid with ten transfers at full speed and 100,000 rows.
'use strict';
const { spawn, spawnSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const { median, withSpread } = require('../lib/measure.js');

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function startDisplay(bench) {
    const display = `:${200 + (process.pid % 700)}`;
    const server = spawn('Xvfb', [display, '-screen', '0', '1400x900x24', '-nolisten', 'tcp'], { stdio: 'ignore' });
    process.on('exit', () => server.kill());
    const env = { ...process.env, DISPLAY: display, XDG_RUNTIME_DIR: bench.place, HOME: bench.place, XDG_CONFIG_HOME: path.join(bench.place, '.config') };
    while (spawnSync('xdotool', ['getdisplaygeometry'], { env, stdio: 'ignore' }).status !== 0)
        await wait(50);
    return { env, close: () => server.kill() };
}

// What is asked before the first window opens is answered beforehand: only starts that a person meets every day count.
function settle(home) {
    const place = path.join(home, '.config/qBittorrent');
    fs.mkdirSync(place, { recursive: true });
    fs.writeFileSync(path.join(place, 'qBittorrent.conf'), '[LegalNotice]\nAccepted=true\n');
}

// Milliseconds from start to the first painted frame; the program is ended after it.
function firstPaint(bench, env, command) {
    const result = spawnSync(path.join(bench.build, 'tests/bench/firstpaint'), command, { env, encoding: 'utf8', timeout: 60000 });
    if (result.status !== 0)
        throw new Error(`${command[0]}: no first frame: ${result.stderr}`);
    // The program may have said something before.
    return Number(result.stdout.trim().split('\n').pop().split(' ')[1]);
}

async function firstPaintRows(bench, env) {
    let n = 0;
    settle(env.HOME);
    const programs = { ferry: () => [bench.ferry, '--profile-dir', path.join(bench.place, `window${++n}`)] };
    if (bench.has('filezilla'))
        programs.filezilla = () => ['filezilla'];
    if (bench.has('qbittorrent'))
        programs.qbittorrent = () => ['qbittorrent', '--no-splash'];
    const times = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
    for (let round = 0; round <= bench.rounds; ++round) {
        for (const [name, command] of Object.entries(programs)) {
            try {
                const ms = firstPaint(bench, env, command());
                if (round > 0)
                    times[name].push(ms);
            } catch (error) {
                if (name === 'ferry')
                    throw error;
                process.stderr.write(`\n${error.message.trim()} It is left out.\n`);
                delete programs[name];
                delete times[name];
            }
        }
        process.stderr.write('.');
    }
    const rows = [];
    for (const [name, baseline, goal] of [['filezilla', 0.45, 0.3], ['qbittorrent', 0.75, 0.45]]) {
        if (times[name])
            rows.push({ what: 'first paint of the window, ms', ours: withSpread(times.ferry), theirs: `${name} ${withSpread(times[name])}`,
                value: median(times.ferry.map((t, i) => t / times[name][i])), baseline, goal, less: true });
    }
    return rows;
}

function processorSeconds(pid) {
    const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
}

function wakeUps(pid) {
    return fs.readdirSync(`/proc/${pid}/task`).reduce((sum, task) =>
        sum + Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/task/${task}/status`, 'utf8'))[1]), 0);
}

async function idleRows(bench, env) {
    const seconds = bench.quick ? 15 : 60;
    const ferry = spawn(bench.ferry, ['--profile-dir', path.join(bench.place, 'idle')], { env, stdio: 'ignore' });
    await wait(4000);
    const before = { cpu: processorSeconds(ferry.pid), wakes: wakeUps(ferry.pid) };
    await wait(seconds * 1000);
    const cpu = 100 * (processorSeconds(ferry.pid) - before.cpu) / seconds;
    const wakes = (wakeUps(ferry.pid) - before.wakes) / seconds;
    const resident = Number(/^Rss:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${ferry.pid}/smaps_rollup`, 'utf8'))[1]) / 1024;
    ferry.kill('SIGKILL');
    const row = (what, value, unit, baseline, goal, digits) => ({ what: `idle window, ${what}`, ours: value.toFixed(digits), theirs: '', value, unit, baseline, goal, less: true });
    return [row('memory, MiB', resident, 'MiB', 60, 45, 1), row(`CPU over ${seconds} s, percent`, cpu, '%', 0.2, 0.0, 2), row('wake-ups a second', wakes, '', 2, 0, 2)];
}

function busyRows(bench) {
    const gaps = [];
    for (let run = 0; run < 3; ++run) {
        const result = spawnSync(path.join(bench.build, 'tests/bench/windowgap'), [bench.quick ? '5' : '10', '100000'],
            { env: { ...process.env, QT_QPA_PLATFORM: 'offscreen' }, encoding: 'utf8', timeout: 300000 });
        if (result.status !== 0)
            throw new Error(`windowgap: ${result.stderr}`);
        gaps.push(JSON.parse(result.stdout));
        process.stderr.write('.');
    }
    const of = (key) => gaps.map((gap) => gap[key]);
    const row = (what, key, unit, baseline, goal) => ({ what: `window, 10 running and 100,000 rows: ${what}`, ours: withSpread(of(key), 1), theirs: '',
        value: median(of(key)), unit, baseline, goal, less: true });
    return [row('CPU of its thread, percent', 'guiCpuPercent', '%', 5, 2.5), row('largest gap of its loop, ms', 'gapMaxMs', 'ms', 16, 8),
        row('largest gap while the rows come, ms', 'arrivalGapMaxMs', 'ms', 16, 8),
        row('scrolling a page, ms', 'pageMs', 'ms', 16, 6)];
}

function listRows(bench) {
    const result = spawnSync(path.join(bench.build, 'tests/bench/windowrows'), ['100000'],
        { env: { ...process.env, QT_QPA_PLATFORM: 'offscreen' }, encoding: 'utf8', timeout: 300000 });
    if (result.status !== 0)
        throw new Error(`windowrows: ${result.stderr}`);
    const facts = JSON.parse(result.stdout);
    const row = (what, list, value, baseline, goal) => ({ what: `100,000 rows: ${what}, ms`, ours: withSpread(list, 1), theirs: '', value, unit: 'ms', baseline, goal, less: true });
    // Orders and letters differ: the slowest one is what a person waits for.
    const slowest = (list, kinds) => Math.max(...Array.from({ length: kinds }, (_, kind) => median(list.filter((_ms, i) => i % kinds === kind))));
    const orders = facts.sortMs.length / facts.insertMs.length;
    const letters = facts.filterMs.length / facts.insertMs.length;
    return [row('insert', facts.insertMs, median(facts.insertMs), 250, 60),
        row('sort, the slowest order', facts.sortMs, slowest(facts.sortMs, orders), 250, 60),
        row('filter as one types, the slowest letter', facts.filterMs, slowest(facts.filterMs, letters), 60, 8),
        row('open from the store', facts.openMs, median(facts.openMs), 1500, 400)];
}

// A window that downloads at the rate of a gigabit line, beside a curl that does the same: shares of one processor.
async function gigabitRow(bench) {
    const seconds = bench.quick ? 1 : 5;
    const url = `http://127.0.0.1:${bench.ports.http}/gigabit/${path.basename(bench.largeFile())}`;
    const ours = [];
    const theirs = [];
    for (let round = 0; round < 3; ++round) {
        bench.touchMemory();
        const result = spawnSync(path.join(bench.build, 'tests/bench/windowgap'), [String(seconds), '1', url],
            { env: { ...process.env, QT_QPA_PLATFORM: 'offscreen' }, encoding: 'utf8', timeout: 60000 });
        if (result.status !== 0)
            throw new Error(`windowgap: ${result.stderr}`);
        ours.push(JSON.parse(result.stdout).processCpuPercent);
        bench.touchMemory();
        const curl = spawn('curl', ['-sS', '-o', path.join(bench.place, 'out.curl'), url], { stdio: 'ignore' });
        await wait(500);
        const before = processorSeconds(curl.pid);
        await wait(seconds * 1000);
        theirs.push(100 * (processorSeconds(curl.pid) - before) / seconds);
        curl.kill('SIGKILL');
        bench.removeOutput();
        process.stderr.write('.');
    }
    return { what: 'CPU at 100 MiB/s, whole window', ours: `${withSpread(ours, 1)} %`, theirs: `curl ${withSpread(theirs, 1)} %`,
        value: median(ours.map((share, i) => share / theirs[i])), baseline: 1.5, goal: 1.1, less: true };
}

module.exports = async function window(bench) {
    if (!bench.has('Xvfb') || !bench.has('xdotool'))
        return [];
    const display = await startDisplay(bench);
    try {
        return [...await firstPaintRows(bench, display.env), ...await idleRows(bench, display.env), ...busyRows(bench), ...listRows(bench), await gigabitRow(bench)];
    } finally {
        display.close();
    }
};
module.exports.title = 'the window';
