import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fixturePath } from '../support/fixture-path.ts'
import { environment, gatelab, LAUNCHER, outcomeOf } from '../support/program.ts'

const path = fixturePath('own/pandas_nan.csv')
const input = readFileSync(path)
const withoutPath = (document: string) => ({ ...JSON.parse(document), file: null })
/** A line of bash, in which "$@" is gatelab. */
const inBash = (line: string) => outcomeOf('bash', ['-c', line, 'bash', process.execPath, LAUNCHER])

describe('what comes through a pipe is a file', () => {
  it.each(['-', '/dev/stdin', '/dev/fd/0'])('called %s', async (name) => {
    const [plain, piped] = await Promise.all([
      gatelab(['tasks', '--data', path, '--json']),
      gatelab(['tasks', '--data', name, '--json'], {}, { input }),
    ])
    expect(piped).toMatchObject({ code: 0, stderr: '' })
    expect(withoutPath(piped.stdout)).toEqual(withoutPath(plain.stdout))
  })

  it('as a command’s output is, in training, too; its line and digest make it again', async () => {
    const options = '--steps 4 --hidden 3 --seeds 1 --json'
    const plain = await inBash(`"$@" compare --data ${path} ${options}`)
    const piped = await inBash(`"$@" compare --data <(cat ${path}) ${options}`)
    expect(piped).toMatchObject({ code: 0, stderr: '' })
    const digests = ({ stdout }: { stdout: string }) =>
      JSON.parse(stdout).runs.map(({ digest }: { digest: string }) => digest)
    expect(digests(piped)).toEqual(digests(plain))
    const { command } = JSON.parse(
      (await inBash(`cat ${path} | "$@" compare --data - ${options}`)).stdout,
    )
    expect(command).toContain('--data - --digest ')
    const again = await inBash(`cat ${path} | "$@" ${command.replace('gatelab ', '')} --json`)
    expect(digests(again)).toEqual(digests(plain))
  })

  it('and of a case for inspect', async () => {
    const weights = fixturePath('lstm-small.safetensors')
    const fixture = JSON.parse(readFileSync(weights.replace('safetensors', 'json'), 'utf8'))
    const { x, y } = fixture
    const { code, stdout } = await gatelab(
      ['inspect', weights, '--input', '-', '--json'],
      {},
      { input: JSON.stringify({ x, y }) },
    )
    expect(code).toBe(0)
    expect(JSON.parse(stdout).length).toBe(x.length)
  })
})

describe('in one line', () => {
  it('beyond the limit of a file', async () => {
    const { code, stderr } = await inBash('head -c 70000000 /dev/zero | "$@" tasks --text -')
    expect(code).toBe(2)
    expect(stderr).toMatch(/^gatelab: - has 6\d.* MiB; at most 64 MiB are read\.\n$/)
  })

  it.each([
    [
      '-',
      'en',
      '- can be read only once, and <weights> and --input both name it; give a file for one of them.',
    ],
    [
      '/dev/stdin',
      'zh-CN',
      '/dev/stdin 只能读一次，而 <weights> 与 --input 都指定了它；请给其中一个换成文件。',
    ],
  ])('where %s is named twice', async (name, language, sentence) => {
    const args = ['inspect', name, '--input', name, '--lang', language]
    const { code, stdout, stderr } = await gatelab(args, {}, { input: '{}' })
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: `gatelab: ${sentence}\n`,
    })
  })

  it('where nothing comes', async () => {
    expect(await gatelab(['tasks', '--data', '-'])).toMatchObject({
      code: 2,
      stderr: 'gatelab: - is empty.\n',
    })
  })

  it('where the lab reads its lines from it', async () => {
    const { code, stderr } = await gatelab(['repl'], {}, { input: 'task data --data -\n' })
    expect(code).toBe(1)
    expect(stderr).toMatch(/Cannot read -: .* is read already/)
  })

  it('but a file called -, by its path', async () => {
    expect(await gatelab(['tasks', '--data', './-'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no such file'),
    })
  })
})

it('a pipe that never ends is given up at a signal', async () => {
  const child = spawn(process.execPath, [LAUNCHER, 'tasks', '--data', '-', '--json'], {
    env: environment(),
    stdio: 'pipe',
  })
  const closed = new Promise((resolve) => child.on('close', (code) => resolve(code)))
  // More than a pipe holds: once it is through, the program reads.
  child.stdin.on('error', () => {})
  await new Promise((resolve) => child.stdin.write('x'.repeat(1 << 20), resolve))
  child.kill('SIGTERM')
  expect(await closed).toBe(143)
})
