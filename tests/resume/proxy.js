'use strict';
// Carries bytes between ferry and a server, and has an accident after so many bytes of the answer.
const net = require('net');

class Proxy {
    // port: of the server on 127.0.0.1.
    constructor(port) {
        this.target = port;
        this.clients = new Set();
        this.begin();
        this.server = net.createServer((client) => this.carry(client));
    }

    listen() {
        return new Promise((resolve) => this.server.listen(0, '127.0.0.1', () => resolve(this.server.address().port)));
    }

    close() {
        this.server.close();
    }

    // plan.after: bytes of the answers' bodies until plan.accident(clients) is called, once, after which nothing passes
    // any more; plan.rate: bytes a second. Counts from 0 again.
    begin(plan) {
        this.plan = plan || null;
        this.broken = false;
        this.bodyBytes = 0; // that reached ferry's socket
        this.heads = []; // of the requests
    }

    carry(client) {
        if (this.broken) {
            client.destroy();
            return;
        }
        this.clients.add(client);
        client.on('close', () => this.clients.delete(client));
        const upstream = net.connect(this.target, '127.0.0.1');
        let inHead = true;
        client.on('data', (block) => {
            // A server on loopback may insist on its own name.
            const head = block.toString('latin1').replace(/^Host: .*$/im, `Host: 127.0.0.1:${this.target}`);
            this.heads.push(head);
            upstream.write(head, 'latin1');
        });
        upstream.on('data', (block) => {
            const headEnd = inHead ? block.indexOf('\r\n\r\n') : -1;
            const head = inHead ? (headEnd < 0 ? block.length : headEnd + 4) : 0;
            inHead = inHead && headEnd < 0;
            this.pass(client, upstream, block, head);
        });
        const end = () => {
            client.destroy();
            upstream.destroy();
        };
        upstream.on('end', () => this.broken || client.end());
        client.on('end', () => upstream.end());
        for (const socket of [client, upstream])
            socket.on('error', end).on('close', () => setTimeout(end, 1000).unref());
    }

    pass(client, upstream, block, head) {
        const plan = this.plan;
        if (this.broken)
            return;
        const room = plan ? plan.after - this.bodyBytes + head : block.length;
        const piece = block.subarray(0, Math.min(block.length, room));
        this.bodyBytes += piece.length - Math.min(head, piece.length);
        if (plan && piece.length >= room) {
            this.broken = true;
            client.write(piece, () => plan.accident(this.clients));
            return;
        }
        const waits = !client.write(piece);
        if (plan && plan.rate) {
            upstream.pause();
            setTimeout(() => upstream.resume(), (piece.length * 1000) / plan.rate);
        } else if (waits) {
            upstream.pause();
            client.once('drain', () => upstream.resume());
        }
    }
}

module.exports = { Proxy };
