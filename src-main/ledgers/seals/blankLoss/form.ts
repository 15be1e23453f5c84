import { contract } from '../../../contract'
import { formatDate } from '../../../contract/display'
import { notFound } from '../../../kernel/fault'
import { ownRecord, type FormDefinition } from '../../../office/outputs/outputDefinitions'
import { recordAccess } from '../../../office/outputs/access'
import { bureauName } from '../../../office/people/bureau'
import { BlankLoss } from '../entities'
import { lossBlocks } from '../loss/form'
import { blankLossDetail, blankLossRows } from './rows'

/** 空白用印遗失报告. */
export const blankLossForm: FormDefinition = {
  id: 'seal-blank-loss',
  name: '空白用印遗失报告',
  access: recordAccess(contract.seals.blankLosses.get, blankLossDetail),
  bears: { sealBlankLoss: ownRecord },
  find: async ({ manager }, number) => (await manager.findOneBy(BlankLoss, { number }))?.id,
  make: async ({ manager }, id) => {
    const loss = await manager.findOneBy(BlankLoss, { id })
    const [row] = loss ? await blankLossRows(manager, [loss]) : []
    if (!loss || !row) throw notFound('遗失报告')
    return {
      title: '空白用印遗失报告',
      number: row.number,
      bureau: await bureauName(manager),
      blocks: lossBlocks(row, loss.reportedAt, {
        facts: [
          { label: '格式', value: row.format },
          { label: '批次', value: row.batchNumber },
          { label: '遗失号码', value: row.serials, span: 3 },
          { label: '所盖印章', value: row.sealName },
          { label: '份数', value: `${row.quantity}份` }
        ],
        statement: `盖有“${row.sealName}”印章的空白${row.format}，号码${row.serials}，共${row.quantity}份遗失，自${formatDate(row.lostFrom)}起，凡用上列号码填发的文书一律无效，特此声明。`
      }),
      ...(loss.state === 'revoked' ? { notes: ['上列号码已全部冲正，本报告不再办理。'] } : {})
    }
  }
}
