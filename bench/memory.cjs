// Says at its end how much memory a process has taken at most, in KiB.
const { readFileSync } = require('node:fs')
const { isMainThread } = require('node:worker_threads')

/** Of resourceUsage Linux says no less than what the process that started this one had taken. */
function largest() {
  try {
    return /^VmHWM:\s*(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]
  } catch {
    return process.resourceUsage().maxRSS
  }
}

if (isMainThread) process.on('exit', () => process.stderr.write(`gatelab-memory ${largest()}\n`))
