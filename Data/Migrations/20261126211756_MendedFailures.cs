using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TaskHub.Data.Migrations
{
    /// <inheritdoc />
    public partial class MendedFailures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Deliveries_Errors",
                table: "Deliveries");

            migrationBuilder.AddColumn<string>(
                name: "FailedError",
                table: "Deliveries",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FailedStatusCode",
                table: "Deliveries",
                type: "INTEGER",
                nullable: true);

            // The attempts know it of what has failed before.
            migrationBuilder.Sql(
                """
                UPDATE "Deliveries" SET "FailedError" = a."Error", "FailedStatusCode" = a."StatusCode"
                FROM (SELECT "DeliveryId", "Error", "StatusCode", MAX("Id") FROM "Attempts" WHERE "Error" IS NOT NULL GROUP BY "DeliveryId") AS a
                WHERE a."DeliveryId" = "Deliveries"."Id"
                """);

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_Errors",
                table: "Deliveries",
                columns: new[] { "WebhookId", "Id", "FailedError", "FailedStatusCode" },
                filter: "\"FailedError\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Deliveries_Errors",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "FailedError",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "FailedStatusCode",
                table: "Deliveries");

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_Errors",
                table: "Deliveries",
                columns: new[] { "WebhookId", "Id", "LastError", "LastStatusCode" },
                filter: "\"LastError\" IS NOT NULL");
        }
    }
}
