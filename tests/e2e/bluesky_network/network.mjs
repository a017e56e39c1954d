// Starts the reference Bluesky servers on loopback: PLC directory, PDS, AppView and the Ozone moderation service.
//
// One argument, JSON: {"modules": folder that holds node_modules, "ports": {"plc", "pds", "bsky", "ozone"},
//   "rateLimits": boolean, "rateLimitBypassKey": string}
// Environment: DB_POSTGRES_URL, REDIS_HOST, DB_POSTGRES_SCHEMA, TMPDIR (the PDS keeps its files there).
// Prints one line of JSON, the addresses, when all of them answer. For each line that it reads from stdin it prints
// another once the AppView has seen everything that was written before. Stops on SIGTERM, SIGINT or when
// stdin closes, so it cannot outlive the process that started it. Everything else goes to stderr.

import dns from 'node:dns'
import { createRequire } from 'node:module'
import net from 'node:net'
import path from 'node:path'
import readline from 'node:readline'

const { modules, ports, rateLimits, rateLimitBypassKey } = JSON.parse(process.argv[2])

// The servers take no address to listen on and would open every interface.
const LOOPBACK = '127.0.0.1'
const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (first, ...rest) {
  if (typeof first === 'number' && typeof rest[0] !== 'string') rest.unshift(LOOPBACK)
  if (first?.port !== undefined && !first.host) first = { ...first, host: LOOPBACK }
  return listen.call(this, first, ...rest)
}
dns.setDefaultResultOrder('ipv4first') // they call one another "localhost"
console.log = console.error // stdout carries our own lines only

let network
let stopping = false
async function stop() {
  if (stopping) return
  stopping = true
  setTimeout(() => process.exit(1), 5_000).unref() // a server that hangs while it closes must not stay
  await network?.close()
  process.exit(0)
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
const requests = readline.createInterface({ input: process.stdin }).on('close', stop)

const { TestNetwork } = createRequire(path.join(modules, 'package.json'))('@atproto/dev-env')
network = await TestNetwork.create({
  plc: { port: ports.plc },
  pds: { port: ports.pds, hostname: 'localhost', rateLimitsEnabled: rateLimits, rateLimitBypassKey },
  bsky: { port: ports.bsky, publicUrl: `http://localhost:${ports.bsky}` },
  ozone: { port: ports.ozone },
})
const addresses = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, `http://${LOOPBACK}:${port}`]))
process.stdout.write(JSON.stringify(addresses) + '\n')
for await (const _ of requests) {
  await network.pds.processAll()
  await network.processFullSubscription()
  await network.bsky.sub.processAll() // counts and notifications, which the last event may just have asked for
  process.stdout.write('{"settled": true}\n')
}
