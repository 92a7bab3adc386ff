"use client";

export { PageFailure as default } from "#components/frame/page-failure.tsx";
