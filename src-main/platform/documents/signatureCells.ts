/**
 * Where each signer of a sheet signs: from which column to which (counted from 1), the sheet's width shared out evenly.
 */
export interface SignaturePlace {
  readonly name: string
  readonly from: number
  readonly to: number
}

/** The signers under a sheet with columns of these widths; with fewer columns than signers they share the last one. */
export function signaturePlaces(names: readonly string[], widths: readonly number[]): SignaturePlace[] {
  const whole = widths.reduce((sum, width) => sum + width, 0)
  const places: SignaturePlace[] = []
  let column = 0
  let passed = 0
  names.forEach((name, index) => {
    if (column >= widths.length) {
      const last = places.pop()
      places.push({
        name: `${last?.name ?? ''}${last === undefined ? '' : '：　　　　'}${name}`,
        from: last?.from ?? 1,
        to: widths.length
      })
      return
    }
    const from = column
    const wanted = (whole * (index + 1)) / names.length
    const left = names.length - index - 1
    do passed += widths[column++] ?? 0
    while (column < widths.length - left && passed + (widths[column] ?? 0) / 2 <= wanted)
    if (index === names.length - 1) column = widths.length
    places.push({ name, from: from + 1, to: column })
  })
  return places
}
