// Says at its end how much processor time a process has taken, all threads and the system's part.
const { isMainThread } = require('node:worker_threads')

if (isMainThread)
  process.on('exit', () => {
    const { user, system } = process.cpuUsage()
    process.stderr.write(`gatelab-spent ${(user + system) / 1000}\n`)
  })
