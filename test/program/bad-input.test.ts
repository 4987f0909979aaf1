/** Bad input: one clear line, exit code 2, nothing on stdout. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { complaintOf } from '../support/complaint.ts'
import { fixturePath } from '../support/fixture-path.ts'
import { gatelab } from '../support/program.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const ESCAPE = /\u001b/

const folder = sharedFolder()

it.each([
  [['compare', 'addin'], /adding/],
  [['compare', '--stepz', '5'], /--steps/],
  [['compare', '--steps', 'abc'], /--steps takes a whole number from 1 .*"abc"/],
  [['compare', '--hidden', '0'], /--hidden takes a whole number from 1/],
  [['compare', '--length', '1e9'], /--length .*1,000,000/],
  [['compare', '--length', '1000000', '--hidden', '4096'], /memory.*(GiB|TiB)/],
  [['compare', '--seeds', '5..1'], /--seeds .*5\.\.1/],
  [['compare', '--steps', '5', '--steps', '6'], /--steps was given more than once/],
  [['compare', '--save-weights', '/dev/null/weights'], /Cannot write to \/dev\/null\/weights/],
  [['compare', '--format', 'onnx'], /--format needs --save-weights/],
  [
    [
      ...['compare', '--save-weights', '/nowhere/weights', '--format', 'onnx'],
      '--variant',
      'no-forget',
    ],
    /ONNX cannot say what the variant no-forget computes/,
  ],
  [
    [
      ...['compare', '--save-weights', '/nowhere/weights', '--format', 'keras'],
      '--variant',
      'standard,no-output-tanh',
    ],
    /Keras cannot say what the variant no-output-tanh computes/,
  ],
  [['inspect', '/nowhere.safetensors', '--input', 'x'], /Cannot read \/nowhere.safetensors/],
  [['frobnicate'], /no command "frobnicate"/],
])('%j', async (args, line) => {
  expect(complaintOf(await gatelab(args))).toMatch(line)
})

it('in Chinese where the language is Chinese', async () => {
  const { code, stderr } = await gatelab(['compare', '--steps', 'abc'], { LC_ALL: 'zh_CN.UTF-8' })
  expect(code).toBe(2)
  expect(stderr).toMatch(/整数/)
})

it('escape codes in names do not reach the terminal', async () => {
  for (const args of [
    ['compare', 'x\u001b[2J\u0007'],
    ['inspect', 'a\u001b]0;x\u0007', '--input', 'b'],
  ]) {
    const { code, stderr } = await gatelab(args)
    expect(code).toBe(2)
    expect(stderr).not.toMatch(ESCAPE)
  }
})

it('a stack trace only with --debug', async () => {
  expect((await gatelab(['compare', '--steps', 'abc', '--debug'])).stderr).toMatch(/\bat /)
})

it('broken weights and cases', async () => {
  const weights = join(folder, 'weights.safetensors')
  const claim = Buffer.alloc(40)
  claim.writeBigUInt64LE(1_000_000_000n)
  for (const [bytes, line] of [
    [Buffer.alloc(3), /3 bytes/],
    [claim, /claims a header of 1000000000 bytes/],
  ] as const) {
    await writeFile(weights, bytes)
    const { code, stderr } = await gatelab([
      'inspect',
      weights,
      '--input',
      fixturePath('rnn-small.json'),
    ])
    expect(code).toBe(2)
    expect(stderr).toMatch(line)
  }
  const ragged = join(folder, 'case.json')
  await writeFile(ragged, '{"x": [[[1, 2, 3]], [[1, 2]]], "y": [[1]]}')
  const { code, stderr } = await gatelab([
    'inspect',
    fixturePath('rnn-small.safetensors'),
    '--input',
    ragged,
  ])
  expect(code).toBe(2)
  expect(stderr).toMatch(/x\[1\]\[0\] has 2 entries/)
})
