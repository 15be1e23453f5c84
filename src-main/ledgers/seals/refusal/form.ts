import { contract } from '../../../contract'
import { formatMoment } from '../../../contract/display'
import { refusalGrounds } from '../../../contract/seals'
import { notFound } from '../../../kernel/fault'
import { localDateOf } from '../../../kernel/instant'
import { citeFor, source } from '../../../kernel/rules/regulation'
import type { FormDefinition } from '../../../office/outputs/outputDefinitions'
import { recordAccess } from '../../../office/outputs/access'
import { bureauName } from '../../../office/people/bureau'
import { Refusal } from '../entities'
import { refusalDetail } from './rows'

const sentence = (text: string): string => (/[。！？；]$/.test(text) ? text : `${text}。`)

/** 拒绝用印通知. */
export const refusalForm: FormDefinition = {
  id: 'seal-refusal',
  name: '拒绝用印通知',
  access: recordAccess(contract.seals.refusals.get, refusalDetail),
  find: async ({ manager }, number) => (await manager.findOneBy(Refusal, { number }))?.id,
  make: async ({ manager, book }, id) => {
    const refusal = await manager.findOneBy(Refusal, { id })
    if (!refusal) throw notFound('拒绝用印记录')
    const basis = citeFor(book.profile, [source('DK-05', '第五条第（四）项')])
    return {
      title: '拒绝用印通知',
      number: refusal.number,
      bureau: await bureauName(manager),
      blocks: [
        {
          kind: 'text',
          addressee: `${refusal.unitName}：`,
          paragraphs: [
            `你单位${refusal.applicantName}于${formatMoment(refusal.at)}申请在《${refusal.title}》上加盖“${refusal.sealName}”。经审查，不予用印，现将有关事项通知如下：`
          ]
        },
        {
          kind: 'text',
          heading: '一、事由',
          paragraphs: [refusalGrounds[refusal.ground], ...(refusal.detail ? [refusal.detail] : [])].map(sentence)
        },
        { kind: 'text', heading: '二、依据', paragraphs: [sentence(basis)] },
        { kind: 'text', heading: '三、需补正事项', paragraphs: [sentence(refusal.needed)] },
        {
          kind: 'text',
          paragraphs: [],
          closing: { name: `监印人：${refusal.custodianName}`, date: localDateOf(refusal.at) }
        }
      ]
    }
  }
}
