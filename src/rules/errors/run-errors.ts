/** Refusals of what is to be run on a stack of layers. Names are cleaned for print. */
export interface RunErrors {
  /** The file has several nets, or none of the name that `--net` asks for (else `asked` is null). */
  'run-which-net': { asked: string | null; found: readonly string[] }
  /** h0 or c0 has another shape than `expected`, [layers·directions, B, H]. */
  'run-states': { key: 'h0' | 'c0'; found: readonly number[]; expected: readonly number[] }
  /** The layers differ in size, so that one array cannot hold their states. */
  'run-states-differ': { key: 'h0' | 'c0' }
  /** No symbol of the embedding, whose symbols are 0 to `most`. */
  'run-symbol': { place: string; found: number; most: number }
  /** A layer reads another number of values than it is given, or its numbers are not all there. */
  'run-sizes': { layer: string; given: number; reads: number }
  /** A weight of the layer is NaN or infinite. */
  'run-not-finite': { layer: string; tensor: string }
  /** `--of` is no expression of what can be differentiated. */
  'run-of-unknown': { of: string }
  /** An index in it is beyond what the net or the case has; indices go from 0 to `most`. */
  'run-of-beyond': { of: string; what: 'layer' | 'step' | 'unit' | 'output'; most: number }
  /** The loss of a case without y, or c of a layer that has none. */
  'run-of-missing': { of: string; what: 'y' | 'c' }
  /** A file of gatelab's own asks for what the layers alone are not run with. */
  'run-own-file': { what: 'surgery' }
  /** As JSON it would be too long: numbers of states, and how many a document may have. */
  'run-json': { numbers: number; most: number }
  /** An option that is of no use to this net. */
  'run-option': { option: 'variant' | 'nonlinearity' }
  /** No layer of that name could be the readout; `found` are those that could. */
  'run-readout': { asked: string; found: readonly string[] }
  /** The net has several recurrent layers, or none at that step; steps count from 1. */
  'bench-which-layer': {
    asked: number | null
    found: readonly { readonly step: number; readonly name: string }[]
  }
  /** The lab's kernels do not compute this layer. */
  'bench-layer': {
    layer: string
    problem: 'both' | 'backward' | 'projection' | 'peepholes' | 'form' | 'initial' | 'last'
  }
  /** The case begins with states, where the lab has zeros. */
  'bench-case': { key: 'h0' | 'c0' }
  /** The case's y is of the whole net, and not of the layer's h, which are the outputs here. */
  'bench-answers': { layer: string; hidden: number; found: number }
  /** On the workbench is a net from a file, for which this is not. */
  'bench-given': { command: string; why: 'made-here' | 'training' | 'saving' }
}
