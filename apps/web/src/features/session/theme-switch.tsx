import { useWords } from '../../i18n/i18n.js'
import { Choice } from '../../ui/form.js'
import { setTheme, themeChoices, useThemeChoice } from '../../ui/theme.js'

export const ThemeSwitch = () => {
  const { theme } = useWords()
  const choice = useThemeChoice()
  return (
    <Choice
      legend={theme.name}
      name="theme"
      value={choice}
      options={themeChoices.map((value) => ({ value, label: theme[value] }))}
      onChange={setTheme}
    />
  )
}
