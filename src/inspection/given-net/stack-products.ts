/** What multiplies the matrices of a stack. */
import { kernelProducts } from '../../engine/stack/kernel-products.ts'
import { type MatrixProducts, plainProducts } from '../../engine/stack/matrix-products.ts'
import { checkedKernels } from '../../io/load-kernels.ts'

/** The kernels, with a memory that is gone with the stack; plain loops without WebAssembly. */
export const stackProducts = async (): Promise<MatrixProducts> =>
  typeof WebAssembly === 'undefined' ? plainProducts : kernelProducts(await checkedKernels())
