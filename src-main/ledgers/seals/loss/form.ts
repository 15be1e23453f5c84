import { contract } from '../../../contract'
import { formatDate, formatMoment } from '../../../contract/display'
import type { lossCourse, LossRow } from '../../../contract/seals'
import { notFound } from '../../../kernel/fault'
import { localDateOf, type Instant } from '../../../kernel/instant'
import { ownRecord, type FormDefinition } from '../../../office/outputs/outputDefinitions'
import { recordAccess } from '../../../office/outputs/access'
import { bureauName } from '../../../office/people/bureau'
import type { FormBlock, FormFact } from '../../../platform/documents/formModel'
import { Loss } from '../entities'
import { lossDetail, lossRows } from './rows'

/** What a report of a loss prints: what was lost, how, what has been done since, and the words of the notice. */
export function lossBlocks(
  row: Pick<LossRow, keyof typeof lossCourse>,
  reportedAt: Instant,
  { facts, statement }: { readonly facts: readonly FormFact[]; readonly statement: string }
): readonly FormBlock[] {
  const together = (...words: readonly (string | null)[]) => words.filter((word) => word).join('　')
  return [
    {
      kind: 'facts',
      facts: [
        ...facts,
        { label: '报告人', value: row.reporterName },
        { label: '发现时间', value: formatMoment(row.discoveredAt) },
        { label: '遗失时间段', value: `自${formatDate(row.lostFrom)}起` },
        { label: '经过', value: row.circumstances, span: 3 },
        { label: '报告领导', value: together(row.leaderName, formatMoment(row.leaderReportedAt)), span: 3 },
        {
          label: '报案',
          value: together(row.policeStation, formatDate(row.policeReportedOn), row.policeReceipt),
          span: 3
        },
        { label: '登报', value: together(row.newspaper, formatDate(row.newspaperOn)), span: 3 }
      ]
    },
    { kind: 'text', heading: '失效声明', paragraphs: [statement] },
    {
      kind: 'signatures',
      lines: [{ label: '报告人', name: row.reporterName, date: localDateOf(reportedAt) }, { label: '办公室' }]
    }
  ]
}

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
      blocks: lossBlocks(row, loss.reportedAt, {
        facts: [{ label: '印章', value: row.sealName }],
        statement: `“${row.sealName}”遗失，自${formatDate(row.lostFrom)}起，凡盖有该印章的任何文书一律无效，特此声明。`
      })
    }
  }
}
