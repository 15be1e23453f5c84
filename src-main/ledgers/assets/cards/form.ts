import { contract } from '../../../contract'
import { categories, ways } from '../../../contract/assets'
import { formatDate, formatMoney } from '../../../contract/display'
import type { FormDefinition, LabelDefinition } from '../../../office/outputs/outputDefinitions'
import { readersOf, recordAccess } from '../../../office/outputs/access'
import { bureauInfo, bureauName } from '../../../office/people/bureau'
import { rosterOf } from '../../../office/people/roster'
import { rowsById } from '../../../platform/database/readRows'
import { Asset, AssetAcceptance } from '../entities'
import { AST_06 } from '../rules/entering'
import { cardDetail } from './rows'
import { cardNumbered } from './same'

const holders = ['管理部门联', '使用人联', '财务联']

/** 资产管理卡: two parts, one for the office and one for the user, with what changed since. */
export const cardForm: FormDefinition = {
  id: 'asset-card',
  name: '资产管理卡(一式两联)',
  access: recordAccess(contract.assets.cards.get, cardDetail),
  // By the card's number, or by the acceptance it came with.
  find: async ({ manager }, number) => {
    const acceptance = await manager.findOneBy(AssetAcceptance, { number })
    return acceptance
      ? (await manager.findOneBy(Asset, { acceptanceId: acceptance.id }))?.id
      : (await cardNumbered(manager, number))?.id
  },
  make: async (reading, id) => {
    const { row, lines, className } = await cardDetail(reading, id)
    const { labelCopies } = AST_06.values(reading.book)
    return {
      title: '固定资产管理卡',
      number: row.number,
      bureau: await bureauName(reading.manager),
      copies: holders.slice(0, Math.max(1, Math.min(holders.length, labelCopies))),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '资产编号', value: row.number },
            { label: '资产名称', value: row.name },
            {
              label: '分类',
              value: [categories[row.category], row.classCode, className].filter(Boolean).join(' '),
              span: 3
            },
            { label: '规格型号', value: [row.brand, row.spec].filter(Boolean).join(' ') },
            { label: '序列号', value: row.serial ?? '' },
            { label: '数量', value: `${row.quantity}${row.measure}` },
            { label: '原值', value: `${formatMoney(row.originalCents)}元` },
            { label: '取得方式', value: ways[row.way] },
            { label: '取得日期', value: formatDate(row.acquiredOn) },
            { label: '入账日期', value: formatDate(row.enteredOn) },
            { label: '使用年限', value: row.lifeMonths === null ? '不提折旧' : `${row.lifeMonths}个月` },
            { label: '使用部门', value: row.unitName ?? '' },
            { label: '存放地点', value: row.place ?? '' },
            { label: '使用人', value: row.userName ?? '' },
            { label: '保管人', value: row.keeperName ?? '' },
            ...(row.classified
              ? [
                  { label: '标识', value: row.mark ?? '' },
                  { label: '保管措施', value: row.safeguard ?? '' }
                ]
              : []),
            { label: '附件', value: row.accessories ?? '', span: 3 }
          ]
        },
        {
          kind: 'lines',
          caption: '变动记录',
          columns: [
            { key: 'day', label: '日期', kind: 'date', weight: 2 },
            { key: 'change', label: '变动内容', kind: 'text', weight: 5 },
            { key: 'original', label: '原值变动', kind: 'money', weight: 2 },
            { key: 'number', label: '单号', kind: 'text', weight: 3 }
          ],
          rows: lines.map(({ day, change, originalDelta, sourceNumber }) => ({
            day,
            change,
            original: originalDelta,
            number: sourceNumber
          })),
          minimumRows: 6
        },
        {
          kind: 'signatures',
          lines: [
            { label: '管理部门' },
            { label: '使用人', name: row.userName ?? '' },
            { label: '保管人', name: row.keeperName ?? '' }
          ]
        }
      ]
    }
  }
}

/** Labels for the things themselves: name, number and its QR, whose it is. */
export const assetLabels: LabelDefinition = {
  id: 'assets.label',
  name: '资产标签',
  access: readersOf(contract.assets.cards.list),
  make: async (reading, subjectIds, layout) => {
    const { manager } = reading
    const assets = await rowsById(manager, Asset, subjectIds)
    const { units, people } = await rosterOf(manager)
    // A label has no room for the full name.
    const { shortName } = await bureauInfo(reading)
    return {
      layout,
      labels: subjectIds.flatMap((id) => {
        const asset = assets.get(id)
        if (!asset) return []
        const { name, spec, unitId, userId, place, acquiredOn, number } = asset
        const user = userId === null ? '' : (people.get(userId) ?? '')
        const lines = [
          spec ?? '',
          units.get(unitId) ?? '',
          user && `使用人：${user}`,
          place && `存放：${place}`,
          `取得：${acquiredOn}`,
          shortName
        ]
        return [{ title: name, lines: lines.filter((line): line is string => Boolean(line)), number }]
      })
    }
  }
}
