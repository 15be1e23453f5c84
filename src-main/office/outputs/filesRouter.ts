import { implement, type AnyRouter } from '@orpc/server'
import { contract } from '../../contract'
import { notFound } from '../../kernel/fault'
import { permitting, translatingFaults, type CallContext } from '../procedure'
import { sealedFile } from './sealedUploads'
import { attachmentFile, attachmentOf, keepAttachment, receive, toAttachmentRow } from './attachments'
import { leaveTrace } from '../records/readings'
import { pageShows } from '../records/pageShows'

const os = implement(contract.files).$context<CallContext>().use(translatingFaults).use(permitting)

/**
 * Files that were uploaded. `findRouter` gives the whole router, in which the page of a record is asked for; asked at
 * call time, because that router contains this one.
 */
export const filesRouter = (findRouter: () => AnyRouter) =>
  os.router({
    upload: os.upload.handler(async ({ context, input }) => {
      const plain = await receive(input.file)
      const received = input.sealed ? await sealedFile(context.house, plain) : plain
      return context.write({ chain: 'office', act: '上传附件' }, async (unit) => {
        const attachment = await keepAttachment(unit, context.house, received)
        unit.about({ type: 'attachment', id: attachment.id, number: attachment.name })
        return toAttachmentRow(attachment)
      })
    }),
    download: os.download.handler(async ({ context, input: { id, on } }) => {
      const { house, actor } = context
      const attachment = await attachmentOf(house, id)
      // What somebody handed in themselves tells them nothing.
      if (attachment.personId === actor.personId) return attachmentFile(house, attachment)
      if (!on || !(await pageShows(findRouter(), context, on, id))) throw notFound('附件')
      await leaveTrace(await context.reading(), context.write, {
        act: '查阅附件',
        subject: { type: 'attachment', id, number: attachment.name },
        ledger: on.page.split('.')[0]
      })
      return attachmentFile(house, attachment)
    })
  })
