type Classes = Readonly<Record<string, string>>

/**
 * What is known of somebody's disease, as one reads it: the names, and after them whether it is controlled. `value` is what the
 * server says, class and names with a bar between; what was kept before it said the class is names alone.
 */
export const diseaseText = (value: string, classes: Classes): string => {
  const bar = value.indexOf('|')
  if (bar < 0) return value
  const [known, names] = [classes[value.slice(0, bar)] ?? '', value.slice(bar + 1)]
  if (names === '') return known
  return known === '' ? names : `${names} (${known})`
}
