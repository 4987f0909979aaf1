/**
 * How many runs of each cell are through at each point. A million runs have half a million points,
 * and each run that ends makes a new table: it copies one page of it, and shares the others. Pure.
 */
import type { Cell } from '../../engine/types.ts'
import type { RunId } from '../../results/events.ts'

/** What has come of a point's runs of one cell. */
export interface Tally {
  readonly solved: number
  readonly ended: number
  readonly of: number
}

/** Places of one page. */
const PAGE = 512

const NONE: Pick<Tally, 'solved' | 'ended'> = { solved: 0, ended: 0 }

type Page = readonly (Pick<Tally, 'solved' | 'ended'> | undefined)[]

export class Tallies {
  private constructor(
    private readonly cells: readonly Cell[],
    /** Runs planned at each place. */
    private readonly planned: Uint32Array,
    private readonly pages: readonly (Page | undefined)[],
    private readonly sums: Readonly<Partial<Record<Cell, Tally>>>,
  ) {}

  /** Of no runs. */
  static readonly none = new Tallies([], new Uint32Array(), [], {})

  static of(cells: readonly Cell[], points: number, runs: readonly RunId[]): Tallies {
    const planned = new Uint32Array(points * cells.length)
    for (const { point, cell } of runs) planned[point * cells.length + cells.indexOf(cell)]++
    const sums = cells.map((cell) => {
      let of = 0
      for (let at = cells.indexOf(cell); at < planned.length; at += cells.length) of += planned[at]
      return [cell, { ...NONE, of }] as const
    })
    return new Tallies(cells, planned, [], Object.fromEntries(sums))
  }

  /** Undefined where no run of that cell is planned. */
  at(point: number, cell: Cell): Tally | undefined {
    const place = this.placeOf(point, cell)
    const of = this.planned[place] ?? 0
    return of === 0 ? undefined : { ...this.found(place), of }
  }

  /** Of all points. */
  sum(cell: Cell): Tally {
    return this.sums[cell] ?? { ...NONE, of: 0 }
  }

  /** With one run more that is through. */
  with({ point, cell }: RunId, isSolved: boolean): Tallies {
    const place = this.placeOf(point, cell)
    if (place < 0) return this
    const more = <T extends Pick<Tally, 'solved' | 'ended'>>(before: T): T => ({
      ...before,
      ended: before.ended + 1,
      solved: before.solved + Number(isSolved),
    })
    const number = Math.floor(place / PAGE)
    const page = this.pages[number]?.slice() ?? []
    page[place % PAGE] = more(this.found(place))
    const pages = this.pages.slice()
    pages[number] = page
    return new Tallies(this.cells, this.planned, pages, {
      ...this.sums,
      [cell]: more(this.sum(cell)),
    })
  }

  private placeOf(point: number, cell: Cell): number {
    const column = this.cells.indexOf(cell)
    return column < 0 ? -1 : point * this.cells.length + column
  }

  private found(place: number): Pick<Tally, 'solved' | 'ended'> {
    return this.pages[Math.floor(place / PAGE)]?.[place % PAGE] ?? NONE
  }
}
