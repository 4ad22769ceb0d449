/** Colours of a theme as Teams shows cards in it. */
interface Palette {
  page: string;
  text: string;
  subtle: string;
  line: string;
  accent: string;
  good: string;
  warning: string;
  attention: string;
  field: string;
  surfaces: { default: string; emphasis: string; accent: string; good: string; warning: string; attention: string };
}

export const PALETTES: Readonly<Record<'light' | 'dark', Palette>> = {
  light: {
    page: '#dddddd',
    text: '#242424',
    subtle: '#616161',
    line: '#e0e0e0',
    accent: '#5b5fc7',
    good: '#237b4b',
    warning: '#835c00',
    attention: '#c4314b',
    field: '#d1d1d1',
    surfaces: {
      default: '#ffffff',
      emphasis: '#f5f5f5',
      accent: '#e8ebfa',
      good: '#e7f2da',
      warning: '#fbf6d9',
      attention: '#fcf4f6',
    },
  },
  dark: {
    page: '#141414',
    text: '#ffffff',
    subtle: '#adadad',
    line: '#424242',
    accent: '#7f85f5',
    good: '#92c353',
    warning: '#f8d22a',
    attention: '#f9526b',
    field: '#666666',
    surfaces: {
      default: '#292929',
      emphasis: '#1f1f1f',
      accent: '#2f2f4a',
      good: '#1b2c14',
      warning: '#463100',
      attention: '#3e1f25',
    },
  },
};

export type Theme = keyof typeof PALETTES;

function style(palette: Palette, surface: keyof Palette['surfaces']) {
  const colour = (shade: string) => ({ default: shade, subtle: shade });
  return {
    backgroundColor: palette.surfaces[surface],
    borderColor: palette.surfaces[surface],
    foregroundColors: {
      default: { default: palette.text, subtle: palette.subtle },
      dark: colour('#000000'),
      light: colour('#ffffff'),
      accent: colour(palette.accent),
      good: colour(palette.good),
      warning: colour(palette.warning),
      attention: colour(palette.attention),
    },
  };
}

/** What the renderer is told, to draw cards much as Teams does: three sizes of text, its spacing, tinted containers. */
export function hostConfig(theme: Theme) {
  const palette = PALETTES[theme];
  const surfaces = ['default', 'emphasis', 'accent', 'good', 'warning', 'attention'] as const;
  return {
    fontFamily: "'Segoe UI', 'Liberation Sans', Arial, sans-serif",
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: palette.line },
    containerStyles: Object.fromEntries(surfaces.map((surface) => [surface, style(palette, surface)])),
    inputs: {
      label: { requiredInputs: { weight: 'bolder', suffix: ' *' }, optionalInputs: { weight: 'bolder' } },
      errorMessage: { weight: 'bolder', size: 'small' },
    },
    actions: {
      maxActions: 6,
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      spacing: 'default',
      showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' },
    },
    adaptiveCard: { allowCustomStyle: false },
  };
}

/** The renderer leaves buttons and fields bare; this dresses them. */
export function styleSheet(): string {
  return `
body { margin: 0; font-family: 'Segoe UI', 'Liberation Sans', Arial, sans-serif; }
.frame { display: inline-block; vertical-align: top; margin: 8px; }
.ac-pushButton { font: 600 14px 'Segoe UI', 'Liberation Sans', Arial, sans-serif; padding: 5px 12px; border-radius: 4px;
  min-height: 32px; cursor: pointer; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.ac-pushButton::after { content: none !important; }
.ac-actionSet { flex-wrap: wrap; row-gap: 8px; }
.ac-input { font: 14px 'Segoe UI', 'Liberation Sans', Arial, sans-serif; padding: 5px 10px; border-radius: 4px;
  box-sizing: border-box; min-height: 32px; }
textarea.ac-input { min-height: 48px; }
.ac-input-container { min-width: 0; }
${Object.keys(PALETTES).map(themed).join('\n')}`;
}

function themed(theme: string): string {
  const { page, text, accent, field, surfaces } = PALETTES[theme === 'dark' ? 'dark' : 'light'];
  const input = `.${theme} input.ac-input, .${theme} textarea.ac-input, .${theme} select.ac-input`;
  return `
.row.${theme} { background: ${page}; white-space: nowrap; padding: 4px; }
.row.${theme} .frame { white-space: normal; color: ${text}; color-scheme: ${theme}; }
.row.${theme} a.ac-anchor { color: ${accent}; }
.${theme} .ac-pushButton { background: ${surfaces.default}; color: ${text}; border: 1px solid ${field}; }
.${theme} .ac-pushButton.style-positive { background: ${accent}; color: #ffffff; border-color: ${accent}; }
.${theme} .ac-pushButton.style-destructive { color: #ffffff; background: #c4314b; border-color: #c4314b; }
${input} { background: ${surfaces.default}; color: ${text}; border: 1px solid ${field}; }`;
}
