import { expect, it } from 'vitest'
import { assetStocktake } from '@main/contract/assets'
import { fieldText } from '@renderer/ledger-kit/fieldText'

it('shows what a field says of a value that is not known yet, and a number that is known as that', () => {
  const { differences, closedOn } = assetStocktake.fields
  expect(fieldText(differences, null)).toBe('未结束')
  expect(fieldText(differences, 0)).toBe('0')
  expect(fieldText(closedOn, null)).toBe('')
})
