import { implement } from '@orpc/server'
import { contract } from '../../contract'
import { permitting, translatingFaults, type CallContext } from '../procedure'
import { sealedFile } from './sealedUploads'
import { attachmentFile, keepAttachment, receive, toAttachmentRow } from './attachments'

const os = implement(contract.files).$context<CallContext>().use(translatingFaults).use(permitting)

export const filesRouter = os.router({
  upload: os.upload.handler(async ({ context, input }) => {
    const plain = await receive(input.file)
    const received = input.sealed ? await sealedFile(context.house, plain) : plain
    return context.write({ chain: 'office', act: '上传附件' }, async (unit) => {
      const attachment = await keepAttachment(unit, context.house, received)
      unit.about({ type: 'attachment', id: attachment.id, number: attachment.name })
      return toAttachmentRow(attachment)
    })
  }),
  download: os.download.handler(({ context, input }) => attachmentFile(context.house, input.id))
})
