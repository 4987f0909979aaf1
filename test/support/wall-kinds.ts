/** A wall between rooms, and the kinds of which there are many. */
import { GLOBAL, IMPORT } from './linter.ts'

export interface Wall {
  readonly rule: string
  /** Path and contents of what breaks it; no two walls share a path. */
  readonly wrong: readonly [path: string, code: string]
  /** What comes near and keeps it. */
  readonly right: readonly [path: string, code: string]
}

export const imports = (what: string) => `import '${what}'`

/** `wrong` may not be imported by `room`, but `right` may. */
export const wall = (room: string, wrong: string, right: string): Wall => ({
  rule: IMPORT,
  wrong: [`src/${room}/imports-${wrong.replaceAll(/\W+/g, '-')}.ts`, imports(wrong)],
  right: [`src/${room}/allowed.ts`, imports(right)],
})

/** Only `owner` may import `what`; its neighbour may not. */
export const owned = (what: string, owner: string, neighbour: string): Wall => ({
  rule: IMPORT,
  wrong: [`src/${neighbour}`, imports(what)],
  right: [`src/${owner}`, imports(what)],
})

export const global = (room: string, code: string): Wall => ({
  rule: GLOBAL,
  wrong: [`src/${room}-uses-${code.replaceAll(/\W+/g, '-')}.ts`, `export const value = ${code}`],
  right: [`src/${room}-uses-mathematics.ts`, 'export const value = Math.max(1, 2)'],
})
