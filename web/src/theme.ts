import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** The one accent: the green of a harbour. */
const harbour: MantineColorsTuple = [
  ...(['#eef7f7', '#dcecec', '#b5d9da', '#8ac5c7', '#67b4b7', '#4faaad'] as const),
  ...(['#3a9196', '#1f767c', '#0f5e66', '#07484f'] as const),
]

/** How the pages look. */
export const theme = createTheme({
  colors: { harbour },
  primaryColor: 'harbour',
  primaryShade: 8,
  black: '#17232b',
  fontFamily:
    'Inter, ui-sans-serif, system-ui, "Segoe UI", Roboto, "PingFang SC", "Noto Sans SC", "Microsoft YaHei", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
  headings: { fontWeight: '600', textWrap: 'balance' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Anchor: { defaultProps: { underline: 'hover' } },
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 500 } },
    Paper: { defaultProps: { withBorder: true, radius: 'lg' } },
  },
})
