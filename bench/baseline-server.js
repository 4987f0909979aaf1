/** Serves the training step of a build, whose dist/bench.js is the argument: see baseline.js. */
import { pathToFileURL } from 'node:url'
import { running } from './contestants.js'
import { gatelabStep } from './gatelab.js'

const bench = await import(pathToFileURL(process.argv[2]).href)
let racer = null
const answers = {
  async start({ sizes }) {
    const { step, close } = await gatelabStep({ ...sizes, threads: 1 }, bench)
    racer = running(step, close)
    return {}
  },
  async step() {
    const { ms, outcome } = await racer.step()
    return { ms, outcome: { ...outcome, hidden: null, cell: null } }
  },
  burst: async ({ ms }) => ({ times: await racer.burst(ms) }),
  async close() {
    await racer.close()
    return {}
  },
}
process.on('message', async (request) => process.send(await answers[request.ask](request)))
