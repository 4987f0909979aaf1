/**
 * Writing that is done in parts, refused for the moment, or refused: against streams that do so on
 * purpose.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Descriptor, WriteError, writeAll } from '../../src/io/write-all.ts'

const failing = (code: string) => Object.assign(new Error(code), { code })

/**
 * Takes what the plan says, write after write: a number of bytes, or an error; after that
 * everything.
 */
function descriptor(plan: readonly (number | string)[]) {
  const taken: number[] = []
  let pauses = 0
  let next = 0
  const to: Descriptor = {
    write(bytes) {
      const step = plan[next++] ?? bytes.length
      if (typeof step === 'string') throw failing(step)
      const count = Math.min(step, bytes.length)
      taken.push(...bytes.subarray(0, count))
      return count
    },
    pause: () => {
      pauses++
    },
  }
  return { to, taken: () => taken, pauses: () => pauses }
}

const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 })
const caught = (call: () => void): unknown => {
  try {
    call()
    return null
  } catch (error) {
    return error
  }
}

describe('writeAll', () => {
  it('writes every byte once and in order, however little is taken at a time', () => {
    const step = fc.oneof(
      fc.integer({ min: 1, max: 50 }),
      fc.constantFrom('EAGAIN', 'EINTR', 'EWOULDBLOCK'),
    )
    fc.assert(
      fc.property(bytes, fc.array(step), (all, plan) => {
        const { to, taken, pauses } = descriptor(plan)
        writeAll(to, all)
        expect(taken()).toEqual([...all])
        // It waits where it would else spin, and only there.
        const waits = plan.filter((one) => one === 'EAGAIN' || one === 'EWOULDBLOCK').length
        expect(pauses()).toBeLessThanOrEqual(waits)
      }),
    )
  })

  it.each(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EBADF', 'EPIPE'])(
    '%s after a part says how much is there',
    (code) => {
      const { to, taken } = descriptor([3, 'EAGAIN', 2, code])
      expect(caught(() => writeAll(to, new Uint8Array(9)))).toMatchObject({
        code,
        written: 5,
        of: 9,
      })
      expect(taken()).toHaveLength(5)
    },
  )

  it('does not go on for ever where nothing is taken and nothing said', () => {
    const error = caught(() => writeAll(descriptor([2, 0]).to, new Uint8Array(4)))
    expect(error).toBeInstanceOf(WriteError)
    expect(error).toMatchObject({ code: 'EIO', written: 2 })
  })

  it('an error without a code is one', () => {
    const to: Descriptor = {
      write: () => {
        throw new Error('?')
      },
      pause: () => {},
    }
    expect(caught(() => writeAll(to, new Uint8Array(1)))).toMatchObject({ code: 'unknown' })
  })
})
