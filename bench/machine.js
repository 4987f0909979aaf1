/** What the figures were measured on, without names of hosts, people or folders. */
import { readFileSync } from 'node:fs'
import os from 'node:os'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

export const machine = {
  date: new Date().toISOString().slice(0, 10),
  cpu: (os.cpus()[0]?.model ?? 'unknown CPU').replace(/\s+/g, ' ').trim(),
  cores: os.availableParallelism(),
  /** Others at work on the machine, in cores, before the start. */
  load: os.loadavg()[0],
  system: `${os.platform()} ${os.arch()}`,
  node: process.versions.node,
  v8: process.versions.v8,
  gatelab: version,
}

/** A file name that says when and on what. */
export function fileName({ date, cpu, cores, node }) {
  const words = `${cpu} ${cores} cores node ${node.split('.')[0]}`
  return `${date}-${words
    .toLowerCase()
    .replace(/\((r|tm)\)/g, '')
    .replace(/[^a-z0-9]+/g, '-')}.md`
}
