import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { choicesOf } from '../../src/commands/compare.ts'
import { parse } from '../../src/commands/parse.ts'
import { resolveSpec } from '../../src/lab/resolve.ts'

const top = new URL('../../', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, top), 'utf8')

describe.each(['README.md', 'README.zh-CN.md'])('%s', (name) => {
  const text = read(name)

  it('has the two commands on its first screen', () => {
    const first = text.split('\n').slice(0, 24).join('\n')
    expect(first).toContain('npm ci && npx gatelab compare')
    expect(first).toContain('npm cit')
  })

  it('gives only command lines that the program takes', () => {
    const lines = [...text.matchAll(/^(?:.*&& npx )?gatelab ([a-z][^\n#`]*)|`gatelab ([^`]*)`/gm)].map(([, a, b]) =>
      (a ?? b).trim(),
    )
    expect(lines.length).toBeGreaterThan(8)
    for (const line of lines) {
      if (/[<[]/.test(line)) continue
      const { command, values } = parse(line.split(/\s+/))
      if (command?.name === 'compare') resolveSpec(choicesOf(values))
    }
  })

  it('shows a screen of the real program', () => {
    const screen = /<!-- screen -->\n```text\n([\s\S]*?)```\n<!-- \/screen -->/.exec(text)?.[1] ?? ''
    expect(screen.split('\n').length).toBeGreaterThan(18)
    expect(screen).toContain('∂L/∂c')
  })

  it('links to files that are there', () => {
    for (const [, path] of text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
      expect(existsSync(new URL(path, top)), path).toBe(true)
    }
  })
})
