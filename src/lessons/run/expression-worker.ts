/** A thread that works out expressions of lessons. */
import { serve } from '../../threads/serve.ts'
import { faultOf, workOut } from '../format/expressions.ts'
import type { ExpressionJobs } from './expression-jobs.ts'

serve<ExpressionJobs>({
  evaluate({ expression, also }, { kept }) {
    try {
      return { value: workOut(expression, { ...Object.fromEntries(kept), ...also }) }
    } catch (error) {
      return { fault: faultOf(error) }
    }
  },
})
