import { implement } from '@orpc/server'
import { contract } from '../../contract'
import { permitting, translatingFaults, type CallContext } from '../procedure'
import { outputsFor } from './catalogue'
import { prepareExport } from './exportService'
import { ownerOf, startFileJob } from './fileJobs'
import { countLabels, lookAtForm, prepareForm, prepareLabels } from './formService'

const os = implement(contract.exports).$context<CallContext>().use(translatingFaults).use(permitting)

export const exportsRouter = os.router({
  outputs: os.outputs.handler(({ context }) => outputsFor(context.house, context.actor)),
  start: os.start.handler(async ({ context, input: { reasons: _reasons, ...order } }) => {
    const prepared = await prepareExport(await context.reading(), context.write, order)
    return startFileJob(context.house, ownerOf(context.actor), {
      ...prepared,
      write: (path, { signal, progress }) => prepared.write(path, { signal, onProgress: (rows) => progress(rows) })
    })
  }),
  form: os.form.handler(async ({ context, input }) =>
    startFileJob(
      context.house,
      ownerOf(context.actor),
      await prepareForm(await context.reading(), context.write, input.form, input.subjectId)
    )
  ),
  look: os.look.handler(async ({ context, input }) =>
    lookAtForm(await context.reading(), context.write, input.form, input.subjectId)
  ),
  labelCount: os.labelCount.handler(async ({ context, input }) =>
    countLabels(await context.reading(), input.label, input.subjectIds)
  ),
  labels: os.labels.handler(async ({ context, input }) =>
    startFileJob(
      context.house,
      ownerOf(context.actor),
      await prepareLabels(await context.reading(), context.write, input.label, input.subjectIds, input.layout)
    )
  )
})
