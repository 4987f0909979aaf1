declare module 'asciichart' {
  export interface PlotConfig {
    min?: number
    max?: number
    height?: number
    offset?: number
    symbols?: readonly string[]
    format?: (value: number, row: number) => string
  }
  export function plot(series: readonly (readonly number[])[], config?: PlotConfig): string
}
