import { useState } from 'preact/hooks';
import { Icon } from '../elements/icon.tsx';

const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

function choose(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem('theme', theme);
  } catch {
    // Without storage the choice lasts until the page is closed.
  }
}

export function ThemeButton() {
  const [theme, setTheme] = useState<Theme>((document.documentElement.dataset.theme as Theme | undefined) ?? 'system');
  const turn = () => {
    const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]!;
    choose(next);
    setTheme(next);
  };
  return (
    <button type="button" class="nav" data-theme-button onClick={turn}>
      <Icon name="theme" />
      <span>Theme: {theme}</span>
    </button>
  );
}
