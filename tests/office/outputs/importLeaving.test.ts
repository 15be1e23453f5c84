import { expect, it } from 'vitest'
import { detainedGoodsImport } from '@main/ledgers/warehouse/intake/import'
import { leavingOut } from '@main/office/outputs/importLeaving'

const line = (row: number, documentNumber: string) => ({ sheet: '暂扣', row, values: { documentNumber } })

it('keeps an intake whole: where one of its lines stays out, the others of the same document do too', () => {
  const rows = [line(3, '扣字〔2026〕1号'), line(4, '扣字[2026]1号'), line(5, '扣字〔2026〕2号')]
  const bad = { sheet: '暂扣', row: 3, column: 'E 数量', message: '“许多”不是数字', blocking: true }
  expect(leavingOut(detainedGoodsImport, rows, [bad])).toEqual([
    { ...bad, message: '“许多”不是数字，这一行不导入', blocking: false },
    { sheet: '暂扣', row: 4, column: '文书号', message: '同一文书号的其他行有问题，这一行不导入', blocking: false }
  ])
})
