/** Computes missing 1997 trials and certificates, and reports each as soon as it is finished. */

import { budgetOf } from '../../difficulty/measure-difficulty.ts'
import type { Certificate } from '../../results/difficulty-report.ts'
import type { Control } from '../../results/events.ts'
import { InputError } from '../../rules/input-error.ts'
import type { TrialRun1997 } from '../../training/lstm1997/run-trial.ts'
import type { CertificatesPart, TrialsPart } from '../papers/preset.ts'
import type { PresetEvent } from '../papers/preset-report.ts'
import { certificates } from '../workers/difficulty-jobs.ts'
import { type TrialNews, trials1997 } from '../workers/trial-jobs.ts'

/** A trial that is through, to be kept before it is told of. */
interface Done {
  readonly type: 'done'
  readonly index: number
  readonly run: TrialRun1997
}

/** Puts the trials of these places into `done`, in whatever order they come. */
export async function* tryAll(
  { experiment, seeds }: TrialsPart,
  mine: readonly number[],
  done: Map<number, TrialRun1997>,
  workers: number,
  take: (control: Control) => void,
): AsyncGenerator<Extract<PresetEvent, { type: 'original' }> | Done> {
  const left = mine.filter((index) => !done.has(index))
  if (left.length === 0) return
  const heard: (Done | TrialNews)[] = []
  let wake = () => {}
  const { results, control } = trials1997(
    experiment,
    left.map((index) => seeds[index]),
    workers,
    (news) => {
      heard.push(
        'digest' in news ? { type: 'done', index: seeds.indexOf(news.seed), run: news } : news,
      )
      wake()
    },
  )
  take(control)
  let finished = false
  const ended = results.finally(() => {
    finished = true
    wake()
  })
  ended.catch(() => {})
  try {
    while (!finished || heard.length > 0) {
      for (let news = heard.shift(); news; news = heard.shift()) {
        const through = 'run' in news
        if ('run' in news) {
          done.set(news.index, news.run)
          yield news
        }
        const { seed, sequences } = 'run' in news ? news.run : news
        const far = { done: mine.filter((index) => done.has(index)).length, of: mine.length }
        yield { type: 'original', experiment: experiment.name, seed, sequences, through, ...far }
      }
      if (!finished) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
    await ended
  } finally {
    // The reader of the events may be gone.
    control.stop()
  }
}

/** A certificate, its place, and what is told of it once it is kept. */
interface Certified {
  readonly type: 'done'
  readonly index: number
  readonly event: Extract<PresetEvent, { type: 'certified' }>
}

/**
 * Puts the certificates of these places into `done`, one after the other; those that were not
 * through when it was ended are left out.
 */
export async function* certifyAll(
  { certify, guesses }: CertificatesPart,
  mine: readonly number[],
  done: Map<number, Certificate>,
  workers: number,
  take: (control: Control) => void,
): AsyncGenerator<Extract<PresetEvent, { type: 'certifying' }> | Certified> {
  const left = mine.filter((index) => !done.has(index))
  if (left.length === 0) return
  const running = certificates(
    left.map((index) => certify[index]),
    budgetOf(guesses),
    workers,
  )
  take({ pause() {}, resume() {}, pace() {}, skip() {}, stop: running.stop })
  try {
    for await (const event of running.events) {
      if (event.type === 'certifying') yield event
      if (event.type !== 'certified') continue
      const index = left[left.length - 1 - event.left]
      done.set(index, event.certificate)
      yield { type: 'done', index, event }
    }
  } catch (error) {
    // It was stopped before any was finished.
    if (!(error instanceof InputError && error.code === 'stopped')) throw error
  } finally {
    running.stop()
  }
}
