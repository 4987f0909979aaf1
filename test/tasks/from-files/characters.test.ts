import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { random } from '../../../src/engine/random.ts'
import { alphabetOf, DEFAULT_MAX_SYMBOLS } from '../../../src/tasks/from-files/alphabet.ts'
import { contentOfText } from '../../../src/tasks/from-files/characters.ts'
import { text } from '../../../src/tasks/from-files/text.ts'
import { emptyBatch } from '../../../src/training/evaluation.ts'
import { refused } from '../../support/refused.ts'

const log = Math.log

/** A text as symbols, with everything that is known of it. */
function inSymbols(written: string, most?: number) {
  const content = contentOfText(written)
  const alphabet = alphabetOf(content, most)
  return { ...content, ...alphabet, codes: content.ranks.map((rank) => alphabet.symbolOf[rank]) }
}

describe('a text as symbols', () => {
  it('has one for each character, in the order of code points, and a line ends once', () => {
    const { symbols, codes, split } = inSymbols('b\r\na\nb字😀b\ra')
    // \n \r a b 字 😀
    expect(symbols).toBe(6)
    expect([...codes]).toEqual([3, 0, 2, 0, 3, 4, 5, 3, 1, 2])
    expect(split).toBe(9)
  })

  it('has one in common for all that are rare in training or are only held out', () => {
    const letters = Array.from({ length: 100 }, (_, n) => String.fromCodePoint(0x4e00 + n))
    // The first four come once, all others twice.
    const { symbols, codes, split, rest } = inSymbols(
      [...letters, ...letters.slice(4)].join('') + 'z'.repeat(22),
      96,
    )
    expect({ symbols, split, length: codes.length }).toEqual({
      symbols: 97,
      split: 197,
      length: 218,
    })
    expect(rest).toBe(4 + 22)
    expect([...codes.subarray(0, 6)]).toEqual([96, 96, 96, 96, 0, 1])
    expect(codes.at(-1)).toBe(96)
  })

  it('entropy and table of pairs are as by hand', () => {
    // Trained on: 18 characters, aab six times; held out: ab.
    const { constant, pairs, split } = inSymbols(`${'aab'.repeat(6)}ab`)
    expect(split).toBe(18)
    expect(constant).toBeCloseTo(log(2), 12)
    // a is followed 12 times, by a 6 and by b 6: two kinds. p(b) = (6 + 1) / (18 + 2).
    expect(pairs).toBeCloseTo(-log((6 + 2 * (7 / 20)) / (12 + 2)), 12)
  })

  it('the table is a distribution after every symbol; the entropy is that of a constant', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 40, maxLength: 200 }),
        (letters) => {
          const { codes, split, symbols, constant } = inSymbols(letters.join(''))
          const heldOut = [...codes.subarray(split)]
          const crossEntropy = (p: readonly number[]) =>
            heldOut.reduce((sum, code) => sum - log(p[code]), 0) / heldOut.length
          const share = Array.from(
            { length: symbols },
            (_, s) => heldOut.filter((code) => code === s).length / heldOut.length,
          )
          expect(constant).toBeCloseTo(crossEntropy(share), 10)
          const other = share.map(
            (one, n) => (one + (n + 1) * 0.01) / (1 + 0.005 * symbols * (symbols + 1)),
          )
          expect(constant).toBeLessThanOrEqual(crossEntropy(other) + 1e-12)
        },
      ),
    )
  })

  it('says what a separate count of pairs says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', 'c', '字'), { minLength: 30, maxLength: 120 }),
        (letters) => {
          const { pairs, symbols: V } = inSymbols(letters.join(''))
          const split = letters.length - Math.floor(letters.length / 10)
          const known = new Set(letters.slice(0, split))
          const seen = letters.map((letter) => (known.has(letter) ? letter : '?'))
          const [trained, heldOut] = [seen.slice(0, split), seen.slice(split)]
          const p = (a: string, b: string) => {
            const after = trained.slice(1).filter((_, n) => trained[n] === a)
            const alone = (trained.filter((one) => one === b).length + 1) / (split + V)
            const kinds = new Set(after).size
            if (after.length === 0) return alone
            return (
              (after.filter((one) => one === b).length + kinds * alone) / (after.length + kinds)
            )
          }
          const sum = heldOut.slice(1).reduce((total, b, n) => total - log(p(heldOut[n], b)), 0)
          expect(pairs).toBeCloseTo(sum / (heldOut.length - 1), 10)
        },
      ),
    )
  })
})

describe('how many characters are symbols of their own', () => {
  /** So many different characters, as often in the first nine tenths as `often` says. */
  const texts = (often: readonly number[]) => {
    const trained = often.flatMap((count, n) =>
      Array<string>(count).fill(String.fromCodePoint(0x4e00 + n)),
    )
    return [...trained, ...Array<string>(Math.floor(trained.length / 9)).fill(trained[0])].join('')
  }

  it('is 96 where they are 99 % of what is trained on, as it always was', () => {
    // 120 characters: the last 24 come 9 times in 1,000.
    const text = texts([...Array(96).fill(25), ...Array(24).fill(1)])
    expect(inSymbols(text)).toMatchObject({ own: 96, symbols: 97, rest: 24 })
  })

  it('is the least that makes 99 % of it otherwise', () => {
    const often = Array.from({ length: 400 }, (_, n) => 1 + Math.floor(4000 / (n + 1)))
    const all = often.reduce((sum, one) => sum + one, 0)
    const { own, split } = inSymbols(texts(often))
    const covered = (count: number) => often.slice(0, count).reduce((sum, one) => sum + one, 0)
    expect(own).toBeGreaterThan(96)
    expect(covered(own)).toBeGreaterThanOrEqual(0.99 * split)
    expect(covered(own - 1)).toBeLessThan(0.99 * split)
    expect(split).toBe(all)
  })

  it('is no more than a thousand unless it is asked for, and never more than there are', () => {
    const text = texts(Array(1500).fill(3))
    expect(inSymbols(text)).toMatchObject({
      own: DEFAULT_MAX_SYMBOLS,
      symbols: DEFAULT_MAX_SYMBOLS + 1,
      rest: 1500,
    })
    expect(inSymbols(text, 4096)).toMatchObject({ own: 1500, symbols: 1500, rest: 0 })
    expect(inSymbols(text, 1400)).toMatchObject({ own: 1400, symbols: 1401, rest: 300 })
    expect(inSymbols('abcab'.repeat(20), 2)).toMatchObject({ own: 2, symbols: 3, rest: 20 })
  })

  it('is the number of the task, within its bounds', async () => {
    const content = contentOfText(texts(Array(300).fill(9)))
    expect(text.make({ length: 5, content, symbols: 40 })).toMatchObject({
      inputSize: 41,
      outputSize: 41,
    })
    const host = await refused(() => text.make({ length: 5, content, symbols: 5000 }))
    expect(host).toMatchObject({ code: 'not-a-number', details: { name: 'symbols', max: 4096 } })
  })
})

describe('the task text', () => {
  const content = contentOfText(`${'abc'.repeat(60)}${'de'.repeat(10)}`)
  const make = (length: number) => text.make({ length, content })

  it('shows characters and asks for the one that follows, at every step', () => {
    const task = make(7)
    const batch = emptyBatch(task, 5)
    task.sample(random(3, 'train'), batch, 5)
    const V = task.inputSize
    const at = (values: Float32Array, t: number, b: number) => [
      ...values.subarray((t * 5 + b) * V, (t * 5 + b + 1) * V),
    ]
    for (let b = 0; b < 5; b++) {
      for (let t = 0; t < 7; t++) {
        const [x, y] = [at(batch.x, t, b).indexOf(1), at(batch.y, t, b).indexOf(1)]
        expect(y).toBe((x + 1) % 3)
        if (t < 6) expect(at(batch.x, t + 1, b)).toEqual(at(batch.y, t, b))
        for (const values of [batch.x, batch.y])
          expect(at(values, t, b).reduce((sum, one) => sum + one, 0)).toBe(1)
      }
    }
    expect(task.marks(batch, 5, 0)).toEqual([])
  })

  it('trains on the first nine tenths and is looked at on the last', () => {
    // d and e stand in the last tenth alone, so they are the symbol for all others.
    expect(alphabetOf(content).symbols).toBe(4)
    const task = make(9)
    const numbers = random(1, 'train')
    const batch = emptyBatch(task, 16)
    const seen = { train: new Set<number>(), heldOut: new Set<number>() }
    for (let n = 0; n < 30; n++) {
      for (const [part, first] of [
        ['train', undefined],
        ['heldOut', 16 * n],
      ] as const) {
        task.sample(numbers, batch, 16, first)
        for (const [at, one] of [...batch.x, ...batch.y].entries())
          if (one === 1) seen[part].add(at % 4)
      }
    }
    expect([...seen.train].sort()).toEqual([0, 1, 2])
    expect([...seen.heldOut]).toEqual([3])
  })

  it('needs a window in each part', async () => {
    const characters = 200
    expect(make(19).timeSteps).toBe(19)
    expect(await refused(() => make(20))).toEqual({
      code: 'text-too-short',
      details: { characters, length: 20, needed: 210 },
    })
    expect(await refused(() => text.make({ length: 20 }))).toMatchObject({
      code: 'file-needed',
      details: { option: 'text' },
    })
  })

  it('is solved below nine tenths of the table of pairs, or below 0.01 if that is perfect', () => {
    const varied = inSymbols('the cat sat on the mat and the dog sat on the cat '.repeat(20))
    const task = text.make({ length: 10, content: varied })
    expect(task.baseline).toBe(varied.constant)
    expect(task.threshold).toBeCloseTo(0.9 * varied.pairs, 12)
    expect(task.threshold).toBeLessThan(task.baseline)
    expect(text.make({ length: 3, content: contentOfText('ab'.repeat(500)) }).threshold).toBe(0.01)
    // What cannot be predicted is not solved by a table that guesses worse than a constant.
    const shuffled = Array.from(
      { length: 400 },
      (_, n) => 'abcdefgh'[random(n, 'weights').below(8)],
    ).join('')
    const chance = inSymbols(shuffled)
    expect(text.make({ length: 3, content: chance }).threshold).toBeLessThanOrEqual(chance.constant)
  })
})
