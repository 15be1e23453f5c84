import { implement } from '@orpc/server'
import { contract } from '../../contract'
import { finishedBytes, ownerOf } from './fileJobs'
import { permitting, translatingFaults, type CallContext } from '../procedure'

const os = implement(contract.jobs).$context<CallContext>().use(translatingFaults).use(permitting)

const mimeByExtension: Readonly<Record<string, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
}

export const jobsRouter = os.router({
  get: os.get.handler(({ context, input }) => context.house.jobs.state(ownerOf(context.actor), input.id)),
  cancel: os.cancel.handler(({ context, input }) => context.house.jobs.cancel(ownerOf(context.actor), input.id)),
  result: os.result.handler(async ({ context, input }) => {
    const { file, fileName } = await context.house.jobs.result(ownerOf(context.actor), input.id)
    const bytes = await finishedBytes(context.house, file)
    return new File([new Uint8Array(bytes)], fileName, {
      type: mimeByExtension[fileName.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
    })
  })
})
