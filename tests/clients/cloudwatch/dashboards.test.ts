// Dashboards.
import {
  DeleteDashboardsCommand,
  GetDashboardCommand,
  ListDashboardsCommand,
  PutDashboardCommand,
} from "@aws-sdk/client-cloudwatch";
import { expect, it } from "vitest";
import { account, platform } from "./platform.ts";

const { cloudwatch } = await platform();

it("PutDashboard, GetDashboard, ListDashboards, DeleteDashboards: keep the body (recorded)", async () => {
  const DashboardName = "shop";
  const DashboardArn = `arn:aws:cloudwatch::${account}:dashboard/shop`;
  const DashboardBody = JSON.stringify({
    widgets: [{ type: "text", x: 0, y: 0, width: 6, height: 6, properties: {} }],
  });
  await cloudwatch.send(new PutDashboardCommand({ DashboardName, DashboardBody }));
  const got = await cloudwatch.send(new GetDashboardCommand({ DashboardName }));
  expect(got).toMatchObject({ DashboardArn, DashboardBody, DashboardName });
  const list = async (DashboardNamePrefix: string) =>
    (await cloudwatch.send(new ListDashboardsCommand({ DashboardNamePrefix }))).DashboardEntries;
  expect(await list("sh")).toEqual([
    { DashboardName, DashboardArn, LastModified: expect.any(Date) as Date, Size: DashboardBody.length },
  ]);
  expect(await list("no")).toEqual([]);
  const put = (name: string, body: string) =>
    cloudwatch
      .send(new PutDashboardCommand({ DashboardName: name, DashboardBody: body }))
      .catch((error: Error) => error.message);
  expect(await put("white space", "{}")).toBe(
    "The value for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_).\n",
  );
  expect(await put("broken", "{")).toContain("valid JSON");
  await expect(
    cloudwatch.send(new DeleteDashboardsCommand({ DashboardNames: [DashboardName, "none"] })),
  ).rejects.toThrow("none");
  await cloudwatch.send(new DeleteDashboardsCommand({ DashboardNames: [DashboardName] }));
  await expect(cloudwatch.send(new GetDashboardCommand({ DashboardName }))).rejects.toThrow("does not exist");
});
