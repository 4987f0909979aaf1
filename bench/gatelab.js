/** The training step of the built program. */
const current = await import('../dist/bench.js').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
  console.error('gatelab is not built; run `npm run build` first.')
  process.exit(1)
})

/**
 * @param {import('./problem.js').Sizes & { threads: number, weightScale?: number, learningRate?:
 * number }} setup
 * @param {typeof current} build of which the step is; this one's unless another is given
 * @returns step(), as plain.js's, except that norms come as their log10, and close()
 */
export async function gatelabStep(setup, { createTrainer } = current) {
  const trainer = await createTrainer(setup)
  const step = () => {
    const loss = trainer.step()
    const { hidden, cell } = trainer.profile()
    return { loss, hidden, cell }
  }
  return { step, close: trainer.close }
}
