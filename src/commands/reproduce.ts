/** The command line that makes a report again. */
import type { Spec } from '../lab/spec.ts'

/** Seeds as `--seeds` reads them: a count, a range, or a list. */
function seedsText(seeds: readonly number[]): string {
  const [first] = seeds
  const range = seeds.every((seed, n) => seed === first + n)
  if (range && first === 1) return String(seeds.length)
  if (range) return `${first}..${first + seeds.length - 1}`
  return seeds.join(',')
}

/** `gatelab compare …` with every option that took part. */
export const reproduce = (spec: Spec): string => `gatelab compare ${optionsOf(spec)}`

/** The lab's line that puts a spec on the bench. */
export const benchLine = (spec: Spec): string => `task ${optionsOf(spec)}`

/** The task and every option, as they are typed. */
function optionsOf(spec: Spec): string {
  const words = [
    spec.task,
    `--length ${spec.length}`,
    spec.symbols === null ? '' : `--symbols ${spec.symbols}`,
    `--hidden ${spec.hidden}`,
    `--batch ${spec.batch}`,
    `--steps ${spec.steps}`,
    `--learning-rate ${spec.learningRate}`,
    `--optimizer ${spec.optimizer}`,
    `--clip ${spec.clip ?? 'none'}`,
    `--init ${spec.init}`,
    `--forget-bias ${spec.forgetBias}`,
    spec.variant === 'standard' ? '' : `--variant ${spec.variant}`,
    `--cells ${spec.cells.join(',')}`,
    spec.seeds.length === 1 ? `--seed ${spec.seeds[0]}` : `--seeds ${seedsText(spec.seeds)}`,
    `--eval-every ${spec.evalEvery}`,
    spec.untilSolved ? '--until-solved' : '',
  ]
  return words.filter((word) => word !== '').join(' ')
}
