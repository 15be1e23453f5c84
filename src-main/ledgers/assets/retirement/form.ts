import { contract } from '../../../contract'
import { disposalKinds } from '../../../contract/assets'
import { formatDate, formatMoney } from '../../../contract/display'
import { monthsBetween } from '../../../kernel/localDate'
import type { FormDefinition } from '../../../office/outputs/outputDefinitions'
import { recordAccess } from '../../../office/outputs/access'
import { bureauName } from '../../../office/people/bureau'
import { opinionBoxes } from '../../../office/records/opinionBoxes'
import { rowsById } from '../../../platform/database/readRows'
import { Asset, Retirement } from '../entities'
import { retirementDetail } from './rows'

/** 申退（报废）表: what leaves, how long it served, why, and what became of it. */
export const retirementForm: FormDefinition = {
  id: 'asset-retirement',
  name: '申退(报废)表',
  access: recordAccess(contract.assets.retirements.get, retirementDetail),
  find: async ({ manager }, number) => (await manager.findOneBy(Retirement, { number }))?.id,
  make: async (reading, id) => {
    const { row, lines, approval } = await retirementDetail(reading, id)
    const assets = await rowsById(
      reading.manager,
      Asset,
      lines.map(({ assetId }) => assetId)
    )
    return {
      title: '固定资产申退（报废）表',
      number: row.number,
      bureau: await bureauName(reading.manager),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '申请部门', value: row.unitName ?? '' },
            { label: '申请人', value: row.applicantName ?? '' },
            { label: '处置方式', value: disposalKinds[row.kind] },
            { label: '申请日期', value: formatDate(row.submittedOn) },
            { label: '原因', value: row.reason, span: 3 },
            { label: '鉴定', value: row.appraisal ?? '', span: 3 },
            ...(row.damageNumber ? [{ label: '损失认定', value: row.damageNumber, span: 3 as const }] : []),
            ...(row.diskAccount ? [{ label: '硬盘处理', value: row.diskAccount, span: 3 as const }] : [])
          ]
        },
        {
          kind: 'lines',
          columns: [
            { key: 'number', label: '资产编号', kind: 'text', weight: 3 },
            { key: 'name', label: '名称', kind: 'text', weight: 3 },
            { key: 'original', label: '原值', kind: 'money', weight: 2, total: true },
            { key: 'years', label: '年限', kind: 'text', weight: 1 },
            { key: 'used', label: '已用', kind: 'text', weight: 2 },
            { key: 'net', label: '净值', kind: 'money', weight: 2, total: true }
          ],
          rows: lines.map(({ number, name, originalCents, netCents, assetId }) => {
            const asset = assets.get(assetId)
            const months = asset ? monthsBetween(asset.acquiredOn, row.submittedOn) : 0
            return {
              number,
              name,
              original: originalCents,
              net: netCents,
              years: asset ? `${asset.minimumYears}年` : '',
              used: asset ? `${Math.floor(months / 12)}年${months % 12}个月` : ''
            }
          }),
          minimumRows: 3
        },
        { kind: 'opinions', boxes: await opinionBoxes(reading, approval?.id ?? null, 'assets.retirement') },
        {
          kind: 'facts',
          facts: [
            { label: '处置去向', value: row.method ?? '' },
            { label: '批准文号', value: row.approvalNumber ?? '' },
            { label: '残值收入', value: row.incomeCents === null ? '' : `${formatMoney(row.incomeCents)}元` },
            { label: '处置日期', value: formatDate(row.disposedOn) }
          ]
        }
      ]
    }
  }
}
