import { expect, it } from 'vitest'
import { gatelab } from '../support/program.ts'

it('a verdict is in the report, is said, and can be expected', async () => {
  const line = 'compare recall --length 5 --symbols 8 --hidden 4 --steps 20 --eval-every 20'.split(
    ' ',
  )
  const none = await gatelab([...line, '--seeds', '7', '--expect', 'none'])
  expect(none.code).toBe(0)
  expect(none.stdout).toContain('NO DIFFERENCE SHOWN')
  // What could not have been shown anyway is not shown to be absent; and of one cell nothing can.
  const few = await gatelab([...line, '--seeds', '6', '--expect', 'none'])
  expect(few).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('fewer than 7 seeds decide nothing'),
  })
  const alone = await gatelab([...line, '--seeds', '7', '--cells', 'lstm', '--expect', 'none'])
  expect(alone).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no seed has both cells'),
  })
  const otherwise = await gatelab([...line, '--seeds', '6', '--expect', 'rnn', '--json'])
  expect(otherwise.code).toBe(1)
  expect(JSON.parse(otherwise.stdout).verdict).toMatchObject({
    pairs: 6,
    solved: { winner: null, neither: 6 },
  })
  expect((await gatelab([...line, '--seeds', '6', '--expect', 'gru'])).code).toBe(2)
})
