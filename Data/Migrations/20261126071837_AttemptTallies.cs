using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TaskHub.Data.Migrations
{
    /// <inheritdoc />
    public partial class AttemptTallies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AttemptTallies",
                columns: table => new
                {
                    WebhookId = table.Column<long>(type: "INTEGER", nullable: false),
                    Start = table.Column<long>(type: "INTEGER", nullable: false),
                    Error = table.Column<string>(type: "TEXT", nullable: false),
                    StatusCode = table.Column<int>(type: "INTEGER", nullable: false),
                    Speed = table.Column<int>(type: "INTEGER", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AttemptTallies", x => new { x.WebhookId, x.Start, x.Error, x.StatusCode, x.Speed });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_Errors",
                table: "Deliveries",
                columns: new[] { "WebhookId", "Id", "LastError", "LastStatusCode" },
                filter: "\"LastError\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AttemptTallies_Start",
                table: "AttemptTallies",
                column: "Start");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AttemptTallies");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_Errors",
                table: "Deliveries");
        }
    }
}
