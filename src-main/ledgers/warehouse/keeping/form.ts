import { contract } from '../../../contract'
import { formatDate } from '../../../contract/display'
import { notFound } from '../../../kernel/fault'
import type { Reading } from '../../../office/house'
import { ownRecord, type FormDefinition } from '../../../office/outputs/outputDefinitions'
import { recordAccess } from '../../../office/outputs/access'
import { bureauName } from '../../../office/people/bureau'
import { rosterOf } from '../../../office/people/roster'
import { signatureLines } from '../../../office/records/signatureLines'
import { rowsWith } from '../../../platform/database/readRows'
import type { FormBlock, FormModel } from '../../../platform/documents/formModel'
import { Keeping, Standing } from '../entities'
import { byNumber, fact } from '../forms'
import { lineRows } from '../line/rows'
import { mustSee } from '../visibility'
import { keepingDetail } from './rows'

async function formOf(reading: Reading, id: string): Promise<FormModel> {
  const { manager, actor } = reading
  const keeping = await manager.findOneBy(Keeping, { id })
  if (!keeping) throw notFound('委托保管')
  await mustSee(manager, actor, keeping.squadId, '委托保管')
  const bureau = await bureauName(manager)
  const standings = await rowsWith(manager, Standing, 'id', keeping.lineIds, { order: { tag: 'ASC' } })
  const rows = await lineRows(reading, standings)
  const { people } = await rosterOf(manager)
  const blocks: readonly FormBlock[] = [
    {
      kind: 'facts',
      facts: [
        fact('委托方', bureau, 3),
        fact('保管方', keeping.keeper),
        fact('联系方式', keeping.contact),
        fact('保管地点', keeping.address, 3),
        fact('委托期限', `${formatDate(keeping.fromDay)}至${formatDate(keeping.toDay)}`),
        fact('委托方责任人', people.get(keeping.responsibleId))
      ]
    },
    {
      kind: 'lines',
      caption: '保管物品清单',
      columns: [
        { key: 'tag', label: '编号', kind: 'text', weight: 3 },
        { key: 'name', label: '名称', kind: 'text', weight: 3 },
        { key: 'quantity', label: '数量', kind: 'quantity', weight: 1.5, total: true, per: 'measure' },
        { key: 'measure', label: '单位', kind: 'text', weight: 1 },
        { key: 'condition', label: '状况', kind: 'text', weight: 3 }
      ],
      minimumRows: rows.length + 1,
      closed: true,
      rows: rows.map((row) => ({
        tag: row.tag,
        name: row.name,
        quantity: row.onHand,
        measure: row.measure,
        condition: row.condition
      }))
    },
    {
      kind: 'text',
      heading: '双方责任',
      paragraphs: [keeping.duties, '保管方不得使用、损毁、擅自转移或者处置保管物品，物品毁损灭失的应当赔偿。']
    },
    {
      kind: 'text',
      heading: '检查',
      paragraphs: ['委托方定期检查保管情况，保管方应当配合；期满或者委托方要求时，保管方应当按清单交还。']
    },
    { kind: 'text', heading: '费用', paragraphs: ['保管费用由委托方承担，保管方不得向当事人收取。'] },
    { kind: 'signatures', lines: await signatureLines(reading, [id], ['委托方经办人', '保管人']) },
    { kind: 'signatures', lines: [{ label: '委托方（盖章）' }, { label: '保管方（盖章）' }] }
  ]
  return { title: '物品委托保管协议', number: keeping.number, bureau, copies: ['委托方', '保管方'], blocks }
}

/** 委托保管协议 */
export const keepingForm: FormDefinition = {
  id: 'warehouse.keeping',
  name: '委托保管协议',
  bears: { keeping: ownRecord },
  access: recordAccess(contract.warehouse.keepings.get, keepingDetail),
  make: formOf,
  find: byNumber(Keeping)
}
