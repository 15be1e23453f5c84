import { contract } from '../../../contract'
import { formatDate, formatMoment } from '../../../contract/display'
import { notFound } from '../../../kernel/fault'
import { localDateOf } from '../../../kernel/instant'
import { ownRecord, type FormDefinition } from '../../../office/house'
import { recordAccess } from '../../../office/outputs/access'
import { bureauName } from '../../../office/people/bureau'
import { Loss } from '../entities'
import { lossDetail, lossRows } from './rows'

/** 遗失报告. */
export const lossForm: FormDefinition = {
  id: 'seal-loss',
  name: '遗失报告',
  access: recordAccess(contract.seals.losses.get, lossDetail),
  bears: { sealLoss: ownRecord },
  find: async ({ manager }, number) => (await manager.findOneBy(Loss, { number }))?.id,
  make: async (reading, id) => {
    const { manager } = reading
    const loss = await manager.findOneBy(Loss, { id })
    const [row] = loss ? await lossRows(manager, [loss]) : []
    if (!loss || !row) throw notFound('遗失报告')
    return {
      title: '印章遗失报告',
      number: row.number,
      bureau: await bureauName(manager),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '印章', value: row.sealName },
            { label: '报告人', value: row.reporterName },
            { label: '发现时间', value: formatMoment(row.discoveredAt) },
            { label: '遗失时间段', value: `自${formatDate(row.lostFrom)}起` },
            { label: '经过', value: row.circumstances, span: 3 },
            {
              label: '报告领导',
              value: [row.leaderName, formatMoment(row.leaderReportedAt)].filter((words) => words).join('　'),
              span: 3
            },
            {
              label: '报案',
              value: [row.policeStation, formatDate(row.policeReportedOn), row.policeReceipt]
                .filter((words) => words)
                .join('　'),
              span: 3
            },
            {
              label: '登报',
              value: [row.newspaper, formatDate(row.newspaperOn)].filter((words) => words).join('　'),
              span: 3
            }
          ]
        },
        {
          kind: 'text',
          heading: '失效声明',
          paragraphs: [
            `“${row.sealName}”遗失，自${formatDate(row.lostFrom)}起，凡盖有该印章的任何文书一律无效，特此声明。`
          ]
        },
        {
          kind: 'signatures',
          lines: [{ label: '报告人', name: row.reporterName, date: localDateOf(loss.reportedAt) }, { label: '办公室' }]
        }
      ]
    }
  }
}
