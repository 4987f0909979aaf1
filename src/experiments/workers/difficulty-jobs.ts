/** Certificates computed by the threads of a pool. */

import { freemem } from 'node:os'
import {
  type Budget,
  bytesOfCertificate,
  type CertificateFinding,
  type CertificatePart,
  certificateOf,
  partsOfCertificate,
} from '../../difficulty/measure-difficulty.ts'
import { MAX_MEMORY } from '../../engine/kernels.ts'
import { checkedKernels } from '../../io/load-kernels.ts'
import type { Certificate, CertificateEvent } from '../../results/difficulty-report.ts'
import { largest } from '../../rules/extremes.ts'
import { InputError } from '../../rules/input-error.ts'
import type { Spec } from '../../specs/spec.ts'
import { createControlBlock, isCancelled, stopAll } from '../../threads/control-block.ts'
import { taskOf } from '../../training/setup/resolve-spec.ts'
import { withContent } from '../../training/setup/send-content.ts'
import { createRunPool, type RunPool } from './run-pool.ts'

export interface Request {
  readonly spec: Spec
  readonly seed: number
  readonly budget: Budget
  readonly module: WebAssembly.Module
  /** A place in a control block, by which the request can be given up. */
  readonly controlBlock: SharedArrayBuffer
  readonly slot: number
}

/** Parts of the work on the next free thread; null where they are cancelled. */
async function findOn(
  pool: RunPool,
  { controlBlock, slot, ...request }: Request,
  parts: readonly CertificatePart[],
): Promise<readonly CertificateFinding[] | null> {
  return pool.run(async (client) => {
    if (isCancelled(controlBlock, slot)) return null
    const control = { block: controlBlock, slot }
    return client.request('difficulty', withContent({ ...request, parts }), { control })
  })
}

/**
 * One job for the whole of it, beside whatever else the pool does. Null where it is given up, or
 * there is no room for it.
 */
export async function certificateBeside(
  pool: RunPool,
  request: Request,
): Promise<Certificate | null> {
  const { spec, seed, budget } = request
  const task = taskOf(spec)
  if (bytesOfCertificate(task, budget) > Math.min(freemem(), MAX_MEMORY)) return null
  const findings = await findOn(pool, request, partsOfCertificate(task, budget))
  return findings && certificateOf(task, { ...spec, seed, budget }, findings)
}

/** A job for each piece, so that all threads have something to do. */
async function certificateOn(pool: RunPool, request: Request): Promise<Certificate | null> {
  const { spec, seed, budget } = request
  const task = taskOf(spec)
  const found = await Promise.all(
    partsOfCertificate(task, budget).map((piece) => findOn(pool, request, [piece])),
  )
  const findings = found.flatMap((one) => one ?? [])
  return findings.length === found.length
    ? certificateOf(task, { ...spec, seed, budget }, findings)
    : null
}

/**
 * Threads at once, as far as memory goes. Throws InputError 'too-much-memory' where not even one
 * fits.
 */
function threadsFor(specs: readonly Spec[], budget: Budget, workers: number): number {
  const available = freemem()
  const needed = largest(specs.map((spec) => bytesOfCertificate(taskOf(spec), budget)))
  const limit = Math.min(available, MAX_MEMORY)
  if (needed > limit) throw new InputError('too-much-memory', { needed, available: limit })
  return Math.max(1, Math.min(workers, Math.floor(available / needed)))
}

/**
 * A certificate for each spec, on the first of its seeds, in their order. Throws InputError
 * 'stopped' where none was finished.
 */
export function certificates(
  specs: readonly Spec[],
  budget: Budget,
  workers: number,
): { events: AsyncIterable<CertificateEvent>; stop: () => void } {
  const controlBlock = createControlBlock(1)
  const threads = threadsFor(specs, budget, workers)
  async function* events(): AsyncGenerator<CertificateEvent> {
    yield { type: 'certifying', tasks: specs.map(({ task }) => task), guesses: budget.guesses }
    const module = await checkedKernels()
    const pool = createRunPool(threads)
    const finished: Certificate[] = []
    try {
      const running = specs.map((spec) =>
        certificateOn(pool, { spec, seed: spec.seeds[0], budget, module, controlBlock, slot: 0 }),
      )
      // A rejection is handled when its turn comes.
      for (const one of running) one.catch(() => {})
      for (const one of running) {
        const certificate = await one
        if (certificate === null) break
        finished.push(certificate)
        yield { type: 'certified', certificate, left: specs.length - finished.length }
      }
    } finally {
      await pool.close()
    }
    if (finished.length === 0) throw new InputError('stopped', {})
    yield { type: 'certificates', certificates: finished, partial: finished.length < specs.length }
  }
  return { events: events(), stop: () => stopAll(controlBlock) }
}
