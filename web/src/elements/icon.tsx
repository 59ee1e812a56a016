const PATHS = {
  overview: 'M2.5 13.5V9M6.2 13.5V5M9.8 13.5V7.5M13.5 13.5V2.5',
  sales: 'M2.5 11.5 6 8l2.5 2.5 5-5.5M10 5h3.5v3.5',
  products: 'M8 2 13.5 5v6L8 14 2.5 11V5ZM2.5 5 8 8l5.5-3M8 8v6',
  customers: 'M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8ZM2.8 13.6c.5-2.4 2.6-3.6 5.2-3.6s4.7 1.2 5.2 3.6',
  health: 'M1.5 8.5h3l2-5.5 3 10 2-4.5h3',
  metrics: 'M3 2.5h10v11H3zM5.5 6h5M5.5 8.5h5M5.5 11h3',
  down: 'M4 6l4 4 4-4',
  close: 'M4 4l8 8M12 4l-8 8',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  warning: 'M8 2.5 14.5 13.5h-13ZM8 6.5v3.2M8 11.6v.2',
  theme: 'M13.5 9.6A5.8 5.8 0 0 1 6.4 2.5a5.8 5.8 0 1 0 7.1 7.1Z',
  lock: 'M4.5 7.5h7v6h-7zM5.8 7.5V5.2a2.2 2.2 0 0 1 4.4 0v2.3',
  yes: 'M3 8.5l3.2 3.2L13 4.8',
  no: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
} as const;
export type IconName = keyof typeof PATHS;

export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
);
